// What the pages can do with JavaScript; all of them can be read without it.
(function () {
  "use strict";
  var root = document.documentElement, KEY = "onrecord-shade";

  function stored() { try { return localStorage.getItem(KEY); } catch (error) { return null; } }
  function store(value) { try { localStorage.setItem(KEY, value); } catch (error) { /* for this page only */ } }
  function dark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  // Before anything is painted, so that a dark page never flashes white.
  var kept = stored();
  if (kept === "dark" || kept === "light") root.dataset.theme = kept;

  function decoded(text) { try { return decodeURIComponent(text); } catch (error) { return ""; } }

  function folded(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }

  function shade(button) {
    // It says what it will do: on a dark page it leads to the light one.
    function show() {
      button.querySelectorAll("[data-to]").forEach(function (each) {
        each.hidden = (each.dataset.to === "dark") === dark();
      });
    }
    button.hidden = false;
    show();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
    button.addEventListener("click", function () {
      root.dataset.theme = dark() ? "light" : "dark";
      store(root.dataset.theme);
      show();
    });
  }

  function copying(button) {
    if (!navigator.clipboard) return;
    var label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent).then(function () {
        button.textContent = button.dataset.done;
        setTimeout(function () { button.textContent = label; }, 2000);
      }, function () { button.hidden = true; });
    });
  }

  function searching(box) {
    var words = window.onrecordWords, input = box.querySelector("input"), status = box.querySelector("[role=status]");
    var items = document.querySelector("[data-found]").children, heading = document.querySelector("[data-heading]");
    if (!words || words.length !== items.length) return;
    function search() {
      var asked = folded(input.value).split(" ").filter(Boolean), found = 0;
      for (var i = 0; i < items.length; i++) {
        var all = asked.every(function (word) { return (" " + words[i]).indexOf(" " + word) >= 0; });
        items[i].hidden = !all;
        found += all;
      }
      heading.textContent = asked.length ? heading.dataset.some : heading.dataset.all;
      heading.hidden = !found;
      status.textContent = !asked.length ? "" : found ? status.dataset.some.replace("%", found) : status.dataset.none;
    }
    box.hidden = false;
    input.addEventListener("input", search);
    input.value = decoded((location.hash.match(/^#q=(.*)/) || ["", ""])[1]);
    search();
  }

  // A region that shows all of its content need not be reached by the keyboard.
  function regions() {
    document.querySelectorAll(".scroll, pre[role=group]").forEach(function (each) {
      each.removeAttribute("data-cut");
      if (each.scrollWidth > each.clientWidth + 1) {
        each.setAttribute("tabindex", "0");
        if (each.dataset.hint) each.setAttribute("data-cut", "");
      } else each.removeAttribute("tabindex");
    });
  }

  // What a link leads to may be folded up.
  function unfold() {
    var target = location.hash.length > 1 && document.getElementById(decoded(location.hash.slice(1)));
    for (var each = target; each; each = each.parentElement) if (each.tagName === "DETAILS") each.open = true;
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-shade]").forEach(shade);
    document.querySelectorAll("[data-copy]").forEach(copying);
    document.querySelectorAll("[data-search]").forEach(searching);
    document.querySelectorAll("details").forEach(function (each) { each.addEventListener("toggle", regions); });
    regions();
    unfold();
    addEventListener("resize", regions);
    addEventListener("hashchange", unfold);
    addEventListener("beforeprint", function () {
      document.querySelectorAll("details").forEach(function (each) { each.open = true; });
    });
  });
})();
