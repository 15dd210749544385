// Buttons that print: `data-print` names what shall be the page's target while it prints. Without this script the browser's own menu does it.
(function () {
  "use strict";
  document.querySelectorAll("button[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      location.hash = button.dataset.print;
      print();
    });
  });
})();
