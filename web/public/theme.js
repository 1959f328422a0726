// The theme, written before the first paint: a file of its own because the page allows no inline script.
// Kept as 'light' or 'dark'; anything else follows the system, also while the page is open.
(() => {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    let chosen = null;
    try {
      chosen = localStorage.getItem('mesa.theme');
    } catch {
      // Storage may be closed to us: the system's choice stands.
    }
    const theme = chosen === 'light' || chosen === 'dark' ? chosen : dark.matches ? 'dark' : 'light';
    document.documentElement.dataset.theme = theme;
  };
  apply();
  dark.addEventListener('change', apply);
  window.addEventListener('mesa:theme', apply);
})();
