// Where scripts run, what a cell counts opens as a set that can be narrowed, cited and taken along.

document.querySelectorAll("a[data-set]").forEach((link) => (link.href = link.dataset.set));
document.querySelectorAll("[data-live]").forEach((element) => (element.hidden = false));
