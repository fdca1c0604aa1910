"use strict";
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  var records = JSON.parse(document.getElementById("index").textContent);
  var segments = document.querySelectorAll("#text .g");
  var panel = document.getElementById("account");
  var bar = document.getElementById("bar");
  var calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  var chosen = null;

  function known(anchor) {
    return Object.prototype.hasOwnProperty.call(records, anchor) ? records[anchor] : null;
  }

  function each(range, act) {
    for (var n = range[0]; n <= range[1]; n++) if (segments[n]) act(segments[n]);
  }

  function clear() {
    document.querySelectorAll(".lit, .word, .card.on, .dot.on").forEach(function (node) {
      node.classList.remove("lit", "word", "on");
    });
    document.querySelectorAll(".card[aria-current]").forEach(function (card) {
      card.removeAttribute("aria-current");
    });
    chosen = null;
    bar.hidden = true;
  }

  function motion() {
    return calm.matches ? "auto" : "smooth";
  }

  function toText(anchor) {
    var record = known(anchor);
    var first = record && (segments[record.w[1] >= 0 ? record.w[0] : record.s[0]]);
    if (!first) return;
    if (panel.scrollHeight > panel.clientHeight + 4) {
      var box = panel.getBoundingClientRect();
      if (box.top < 0 || box.bottom > window.innerHeight + 60) panel.scrollIntoView({ block: "nearest" });
      var at = first.getBoundingClientRect().top - panel.getBoundingClientRect().top + panel.scrollTop;
      panel.scrollTo({ top: Math.max(0, at - panel.clientHeight / 2.4), behavior: motion() });
    } else {
      first.scrollIntoView({ block: "center", behavior: motion() });
    }
  }

  function toCard(anchor) {
    var card = document.getElementById(anchor);
    if (card) card.scrollIntoView({ block: "center", behavior: motion() });
  }

  function select(anchor) {
    var record = known(anchor);
    if (!record) return false;
    clear();
    chosen = anchor;
    var card = document.getElementById(anchor);
    if (card && card.classList.contains("off")) reset();
    if (card) {
      card.classList.add("on");
      card.setAttribute("aria-current", "true");
    }
    each(record.s, function (part) { part.classList.add("lit"); });
    each(record.w, function (part) { part.classList.add("lit", "word"); });
    document.querySelectorAll(".dot").forEach(function (dot) {
      dot.classList.toggle("on", dot.getAttribute("data-dot") === anchor);
    });
    document.getElementById("bar-what").textContent = card.querySelector(".id").textContent;
    bar.hidden = false;
    return true;
  }

  function remember(anchor) {
    if (location.hash !== "#" + anchor) history.pushState(null, "", "#" + anchor);
  }

  // A click on coded words opens their record; a second click opens the next record of the same words.
  function nextOf(link) {
    var ids = link.getAttribute("data-ids").trim().split(" ").filter(function (id) {
      return known(id) && !root.classList.contains("hide-" + records[id].k);
    });
    if (!ids.length) return null;
    return ids[(ids.indexOf(chosen) + 1) % ids.length];
  }

  document.addEventListener("click", function (event) {
    var at = event.target;
    if (!at.closest) return;
    var words = at.closest("a.m[data-ids]");
    if (words) {
      var next = nextOf(words);
      event.preventDefault();
      if (next && select(next)) {
        remember(next);
        toCard(next);
      }
      return;
    }
    var actor = at.closest("[data-actor]");
    if (actor) {
      event.preventDefault();
      choose.value = actor.getAttribute("data-actor");
      filter();
      document.getElementById("records").scrollIntoView({ block: "start", behavior: motion() });
      return;
    }
    var show = at.closest("[data-show]");
    var card = at.closest(".card");
    if (show || (card && !at.closest("a, summary, details, button"))) {
      var anchor = show ? show.getAttribute("data-show") : card.id;
      if (!show && String(window.getSelection())) return;
      if (select(anchor)) {
        remember(anchor);
        toText(anchor);
      }
      return;
    }
    var link = at.closest('a[href^="#"]');
    var to = link && link.getAttribute("href").slice(1);
    if (to && select(to)) {
      event.preventDefault();
      remember(to);
      toCard(to);
      if (panel.scrollHeight > panel.clientHeight + 4) toText(to);
    }
  });

  document.addEventListener("keydown", function (event) {
    var at = event.target;
    if (event.key === " " && at.matches && at.matches("a.m, a.dot, a.node")) {
      event.preventDefault();
      at.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    }
    if (event.key === "Enter" && at.matches && at.matches("a.m[data-ids]")) {
      // Keyboard readers follow to the record; the focus goes with them.
      setTimeout(function () {
        var card = chosen && document.getElementById(chosen);
        if (card) card.focus({ preventScroll: true });
      }, 0);
    }
    if (event.key === "Escape") clear();
  });

  function fromHash() {
    var anchor = decodeURIComponent(location.hash.slice(1));
    if (anchor && anchor !== chosen && select(anchor)) {
      toCard(anchor);
      if (panel.scrollHeight > panel.clientHeight + 4) toText(anchor);
    }
  }

  var choose = document.getElementById("f-actor");
  var modality = document.getElementById("f-modality");
  var boxes = document.querySelectorAll('input[name="kind"]');

  function filter() {
    var shown = 0;
    var total = 0;
    var wanted = {};
    boxes.forEach(function (box) {
      wanted[box.value] = box.checked;
      root.classList.toggle("hide-" + box.value, !box.checked);
    });
    document.querySelectorAll(".card").forEach(function (card) {
      var record = known(card.id);
      if (!record) return;
      var fits = wanted[record.k] && (!choose.value || record.a.indexOf(choose.value) >= 0) &&
        (!modality.value || record.m === modality.value);
      card.classList.toggle("off", !fits);
      total += 1;
      shown += fits ? 1 : 0;
    });
    document.querySelectorAll(".group").forEach(function (group) {
      group.hidden = !group.querySelector(".card:not(.off)");
    });
    document.querySelectorAll("[data-dot]").forEach(function (dot) {
      var card = document.getElementById(dot.getAttribute("data-dot"));
      dot.classList.toggle("dim", !!card && card.classList.contains("off"));
    });
    document.querySelectorAll("#text a.m").forEach(function (words) {
      var none = words.getAttribute("data-ids").trim().split(" ").every(function (id) {
        var card = document.getElementById(id);
        return card && card.classList.contains("off");
      });
      words.classList.toggle("dim", none);
    });
    document.querySelectorAll("[data-actor]").forEach(function (node) {
      node.classList.toggle("on", !!choose.value && node.getAttribute("data-actor") === choose.value);
    });
    document.getElementById("count").textContent = shown + " of " + total + " records";
    document.getElementById("reset").hidden = shown === total;
  }

  function reset() {
    if (!choose) return;
    choose.value = "";
    modality.value = "";
    boxes.forEach(function (box) { box.checked = true; });
    filter();
  }

  if (choose) {
    choose.addEventListener("change", filter);
    modality.addEventListener("change", filter);
    boxes.forEach(function (box) { box.addEventListener("change", filter); });
    document.getElementById("reset").addEventListener("click", reset);
    filter();
  }
  document.getElementById("bar-text").addEventListener("click", function () { if (chosen) toText(chosen); });
  document.getElementById("bar-card").addEventListener("click", function () { if (chosen) toCard(chosen); });
  document.getElementById("bar-close").addEventListener("click", clear);
  window.addEventListener("hashchange", fromHash);
  window.addEventListener("popstate", fromHash);
  fromHash();
})();
