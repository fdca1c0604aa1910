"""Estimation of the signalling game: simulated samples, errors, the reference fits."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from signaling_data import FORMULAS, MULTIPLE, TRUTH, reference_folder, simulated

import detente
from detente.strategy import SignalingGame, SignalingResults, reproduce_sanctions

OUTCOMES = ("sq", "cd", "sf", "bd")


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return simulated(60, 200, np.random.default_rng(11))


@pytest.fixture(scope="module")
def fit(table: pd.DataFrame) -> SignalingResults:
    return SignalingGame(table, FORMULAS, OUTCOMES).fit()


def test_cmle_finds_the_truth_among_several_equilibria(fit: SignalingResults) -> None:
    assert fit.converged
    assert np.abs(fit.params.to_numpy() - TRUTH).max() < 0.5
    chosen = fit.selection
    assert {"equilibria", "on", "stable", "resist"} <= set(chosen)
    assert set(chosen["on"]) == {1, 2, 3}
    assert any("several equilibria" in each for each in fit.warnings)


def test_cmle_is_above_npl_and_both_have_errors(table: pd.DataFrame, fit: SignalingResults) -> None:
    game = SignalingGame(table, FORMULAS, OUTCOMES)
    nested, pseudo = game.fit("npl"), game.fit("pl")
    assert fit.loglike > nested.loglike
    assert (nested.bse > 0).all()
    assert (pseudo.bse > 0).all()
    assert any("bootstrap()" in each for each in pseudo.warnings)


def test_monte_carlo_errors_are_no_worse_than_the_published() -> None:
    """The design D=50, T=100 of the article: RMSE of CMLE .379, of NPL 1.577 (1000 samples; here 4)."""
    rng = np.random.default_rng(5)
    errors: dict[str, list[float]] = {"cmle": [], "npl": []}
    for _ in range(4):
        game = SignalingGame(simulated(50, 100, rng), FORMULAS, OUTCOMES)
        for method, found in errors.items():
            found.append(float(np.sum((game.fit(method).params.to_numpy() - TRUTH) ** 2)))
    assert np.sqrt(np.median(errors["cmle"])) < 0.379
    assert np.sqrt(np.median(errors["npl"])) < 1.577


def test_errors_of_bootstrap_and_hessian_agree() -> None:
    rng = np.random.default_rng(2)
    table = simulated(120, 200, rng)
    fit = SignalingGame(table, FORMULAS, OUTCOMES).fit()
    again = fit.bootstrap(40, rng=1)
    assert again.draws is not None
    ratio = (again.bse / fit.bse).to_numpy()
    # Forty samples leave 11 % of noise in each standard error.
    assert np.exp(np.abs(np.log(ratio)).mean()) < 1.3
    assert fit.bootstrap(5, rng=4).bse.equals(fit.bootstrap(5, rng=4).bse)


def test_no_payoff_runs_away() -> None:
    """In samples this small the likelihood can rise towards payoffs of thousands; these are no estimates."""
    rng = np.random.default_rng(3)
    for _ in range(3):
        fit = SignalingGame(simulated(20, 10, rng), FORMULAS, OUTCOMES).fit(starts=2)
        far = [each for each in fit.warnings if "very large" in each]
        assert np.abs(fit.params).max() < 50 or far


def test_analytic_errors_on_the_sanctions() -> None:
    """Against the bootstrap of 400 samples in benchmarks/results, long tails (CB, barWB of CMLE) aside."""
    folder = reference_folder()
    from detente.strategy.replication.sanctions import OUTCOMES as COLUMNS
    from detente.strategy.replication.sanctions import PAYOFFS

    game = SignalingGame(pd.read_csv(folder / "sanctionsData.csv"), PAYOFFS, COLUMNS)
    results = Path(__file__).parents[2] / "benchmarks" / "results" / "signaling_errors.json"
    rows = json.loads(results.read_text(encoding="utf-8"))
    for method, least in (("npl", 19), ("cmle", 16)):
        errors = game.fit(method).bse
        known = {row["name"]: row["bootstrap"] for row in rows if row["estimator"] == method}
        near = [name for name in game.names if abs(errors[name] / known[name] - 1) < 0.2]
        assert len(near) >= least, set(game.names) - set(near)


@pytest.mark.parametrize("kind", ["hessian", "opg", "robust"])
def test_every_kind_of_covariance(table: pd.DataFrame, fit: SignalingResults, kind: str) -> None:
    found = SignalingGame(table, FORMULAS, OUTCOMES).fit(cov=kind, starts=1)
    assert np.allclose(found.bse, np.sqrt(np.diag(found.cov_params())))
    assert 0.4 < (found.bse / fit.bse).median() < 2.5


def test_clusters(table: pd.DataFrame) -> None:
    game = SignalingGame(table, FORMULAS, OUTCOMES)
    few = game.fit("npl", cov="cluster", clusters="half")
    assert any("only 2 clusters" in each for each in few.warnings)
    with pytest.raises(detente.UsageError, match="S614"):
        game.fit("npl", cov="cluster")
    with pytest.raises(detente.DataError, match="M103"):
        game.fit("npl", cov="cluster", clusters="nowhere")


def test_the_jeffreys_penalty_keeps_separated_samples_finite(table: pd.DataFrame) -> None:
    """A mark of rows in which B never conceded: its effect is infinite without a penalty."""
    marked = table.assign(mark=(np.arange(len(table)) % 5 == 0).astype(float))
    marked.loc[marked["mark"] == 1, "cd"] = 0
    game = SignalingGame(marked, {**FORMULAS, "barWB": "x + mark"}, OUTCOMES)
    free, held = game.fit("pl"), game.fit("pl", penalty="jeffreys")
    assert abs(held.params["barWB:mark"]) < abs(free.params["barWB:mark"])
    assert held.bse["barWB:mark"] < 5


def test_predictions_and_comparative_statics(table: pd.DataFrame, fit: SignalingResults) -> None:
    own = fit.predict()
    assert np.allclose(own[["SQ", "CD", "SF", "BD"]].sum(axis=1), 1)
    several = own["equilibria"] > 1
    other = fit.predict(table)
    assert other.loc[several, "SQ"].isna().all()
    low, high = fit.predict(table, select="lowest"), fit.predict(table, select="highest")
    assert (low["resist"] <= high["resist"]).all()
    statics = fit.vary("bara", np.linspace(-1.6, -0.8, 161), row=0)
    assert statics.folds
    assert set(statics.frame["equilibria"]) >= {1, 3}
    assert set(fit.vary("x", [0.0, 1.0]).frame["value"]) == {0.0, 1.0}
    with pytest.raises(detente.UsageError, match="S619"):
        fit.vary("nothing", [1.0])
    with pytest.raises(detente.UsageError, match="S618"):
        fit.vary("x", [1.0], row=9999)
    with pytest.raises(detente.UsageError, match="S617"):
        fit.predict(select="best")


def test_the_ways_to_show_a_fit(fit: SignalingResults) -> None:
    text = str(fit.summary())
    assert "VA:(Intercept)" in text
    assert "Warning" in text
    assert fit.to_latex().startswith(r"\begin{tabular}")
    assert "| `barWB:x` |" in fit.to_markdown()
    assert list(fit.to_frame()) == ["estimate", "std. error", "z", "p", "lower", "upper"]
    assert "<table>" in fit._repr_html_()
    assert fit.aic == pytest.approx(12 - 2 * fit.loglike)


def test_the_chart_becomes_a_picture(fit: SignalingResults) -> None:
    altair = pytest.importorskip("altair")
    chart = fit.plot(values=np.linspace(-3, 0, 7))
    assert isinstance(chart, altair.FacetChart)
    assert {"challenge", "A challenges"} & set(str(chart.to_dict()).replace("'", "|").split("|"))


class TestRefused:
    """What cannot be estimated is refused with a code."""

    def test_a_regressor_in_all_payoffs_of_a_player(self, table: pd.DataFrame) -> None:
        with pytest.raises(detente.DataError, match=r"M105.*\(Intercept\).*A's payoffs"):
            SignalingGame(table, {**FORMULAS, "SA": "1"}, OUTCOMES)
        with pytest.raises(detente.DataError, match=r"M105.*x is in all of B's payoffs"):
            SignalingGame(table, {**FORMULAS, "CB": "x - 1", "VB": "x"}, OUTCOMES)

    def test_dummies_that_add_up_to_the_constant(self, table: pd.DataFrame) -> None:
        dummies = table.assign(left=table["half"], right=1 - table["half"])
        with pytest.raises(detente.DataError, match=r"M105.*combination"):
            SignalingGame(dummies, {**FORMULAS, "SA": "left + right - 1"}, OUTCOMES)

    @pytest.mark.parametrize(
        ("formulas", "code"),
        [
            ({"VA": "nowhere"}, "M102"),
            ({"VA": "x +* 2"}, "M101"),
            ({"VA": "x + half ~ sq"}, "M101"),
            ({"VA": "x", "barWB": "x + I(2 * x)"}, "M106"),
            ({}, "M107"),
            ({"W_A": "1"}, "S612"),
        ],
    )
    def test_formulas(self, table: pd.DataFrame, formulas: dict[str, str], code: str) -> None:
        with pytest.raises(detente.DetenteError, match=code):
            SignalingGame(table, formulas, OUTCOMES)

    @pytest.mark.parametrize(
        ("outcomes", "code"),
        [(("sq", "cd", "sf"), "M104"), ("x", "M104"), ("sqq", "M103"), (("sq", "cd", "sf", "x"), "M104")],
    )
    def test_outcomes(self, table: pd.DataFrame, outcomes: object, code: str) -> None:
        with pytest.raises(detente.DataError, match=code):
            SignalingGame(table, FORMULAS, outcomes)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("options", "code"),
        [
            ({"method": "ml"}, "S615"),
            ({"penalty": "ridge"}, "S616"),
            ({"method": "npl", "cov": "best"}, "S613"),
            ({"beliefs": ("x", "nowhere")}, "M103"),
            ({"beliefs": ([2.0], [0.5])}, "M109"),
        ],
    )
    def test_options(self, table: pd.DataFrame, options: dict[str, object], code: str) -> None:
        with pytest.raises(detente.DetenteError, match=code):
            SignalingGame(table, FORMULAS, OUTCOMES).fit(**options)  # type: ignore[arg-type]

    def test_no_table(self) -> None:
        with pytest.raises(detente.UsageError, match="S611"):
            SignalingGame(3, FORMULAS, OUTCOMES)


def test_rows_that_lack_a_value_are_left_out_and_told(table: pd.DataFrame) -> None:
    holes = table.copy()
    holes.loc[[0, 1], "x"] = np.nan
    game = SignalingGame(holes.to_dict("list"), FORMULAS, OUTCOMES)
    assert len(game.table) == len(table) - 2
    assert "2 rows" in game.notes[0]


def test_one_column_of_outcomes_is_the_same_as_counts() -> None:
    rng = np.random.default_rng(0)
    words = rng.choice(["SQ", "CD", "SF", "BD"], p=[0.7, 0.1, 0.1, 0.1], size=400)
    counts = pd.get_dummies(pd.Series(words)).astype(int).rename(columns=str.lower)
    formulas = {"VA": "1", "barWA": "1", "barWB": "1", "bara": "1"}
    one = SignalingGame({"y": words}, formulas, "y").fit("npl")
    other = SignalingGame(counts, formulas, OUTCOMES).fit("npl")
    assert np.allclose(one.params, other.params)


def test_equilibria_of_every_row(table: pd.DataFrame) -> None:
    found = SignalingGame(table, FORMULAS, OUTCOMES).equilibria(TRUTH)
    assert len(found) == len(table)
    assert all(len(each) == 3 for each in found)
    assert MULTIPLE["VA"] == TRUTH[0]


def test_the_published_fits_come_out_again() -> None:
    found = reproduce_sanctions(reference_folder())
    assert found["pl"].loglik == pytest.approx(-3963.9558, abs=5e-5)
    assert found["npl"].loglik == pytest.approx(-3932.4474, abs=5e-5)
    assert found["cmle"].loglik > -3927.9096
    for name in ("pl", "npl"):
        assert found[name].largest_coefficient_difference is not None
        assert found[name].largest_coefficient_difference < 1e-5


def test_the_u_shape_of_the_article() -> None:
    """Figure 6 there: China and the United States in the 1990s, P(challenge) in the own audience cost."""
    folder = reference_folder()
    from detente.strategy.replication.sanctions import OUTCOMES as COLUMNS
    from detente.strategy.replication.sanctions import PAYOFFS

    game = SignalingGame(pd.read_csv(folder / "sanctionsData.csv"), PAYOFFS, COLUMNS)
    row = int(game.table.index[game.table["gameID"] == "002710_1990"][0])
    reference = json.loads((folder / "sigint_reference.json").read_text(encoding="utf-8"))
    coefficients = np.array([reference["published"]["CMLE"]["coef"][name] for name in game.names])
    from detente.strategy.signaling.statics import vary_payoff

    payoffs = game.sample.design.payoffs(coefficients)[row]
    values = np.array([-6, -4, -3, -2.7, -2.5, -2, -1, 0.0])
    frame = vary_payoff(payoffs, "bara", values).frame
    expected = [0.9965, 0.678, 0.074, 0.014, 0.007, 0.015, 0.105, 0.396]
    assert frame["challenge"].tolist() == pytest.approx(expected, abs=6e-4)
    assert 1 - frame["resist"].iloc[-1] < 1e-9
