"use strict";
(function () {
  var table = JSON.parse(document.getElementById("table").textContent);
  var sliders = Array.prototype.slice.call(document.querySelectorAll("#play input"));
  var began = sliders.map(function (slider) { return slider.value; });

  function show() {
    var place = 0;
    sliders.forEach(function (slider, n) {
      place = place * table.levels[n].length + Number(slider.value);
      document.getElementById("o" + n).textContent = table.levels[n][Number(slider.value)];
    });
    var row = table.rows[place];
    table.names.forEach(function (name, n) {
      var bar = document.querySelector('[data-bar="' + name + '"]');
      if (!bar) return;
      bar.setAttribute("width", String(table.wide * row[n] / 1000));
      document.querySelector('[data-said="' + name + '"]').textContent = (row[n] / 1000).toFixed(2);
    });
    document.getElementById("days").textContent = String(row[row.length - 1]);
  }

  sliders.forEach(function (slider) { slider.addEventListener("input", show); });
  document.getElementById("reset").addEventListener("click", function () {
    sliders.forEach(function (slider, n) { slider.value = began[n]; });
    show();
  });
  document.getElementById("play").hidden = false;
  show();
})();
