import { useCallback, useEffect, useLayoutEffect, useState } from 'preact/hooks';

const themeKey = 'explorer-theme';
const darkSystem = matchMedia('(prefers-color-scheme: dark)');

/** Returns the theme that the user chose, by default the system's, and a function that switches it. */
export function useTheme(): readonly ['light' | 'dark', () => void] {
  const [chosen, setChosen] = useState(() => localStorage.getItem(themeKey));
  const [system, setSystem] = useState(systemTheme);
  const theme = chosen === 'light' || chosen === 'dark' ? chosen : system;
  // Before the first paint, so that a dark page doesn't begin with a white flash.
  useLayoutEffect(() => {
    show(theme);
  }, [theme]);
  useEffect(() => {
    const onChange = () => setSystem(systemTheme());
    darkSystem.addEventListener('change', onChange);
    return () => darkSystem.removeEventListener('change', onChange);
  }, []);
  useEffect(() => {
    // Paper is white.
    const onPrint = () => show('light');
    const onPrinted = () => show(theme);
    addEventListener('beforeprint', onPrint);
    addEventListener('afterprint', onPrinted);
    return () => {
      removeEventListener('beforeprint', onPrint);
      removeEventListener('afterprint', onPrinted);
    };
  }, [theme]);
  const toggle = useCallback(() => {
    const next = theme === 'dark' ? 'light' : 'dark';
    localStorage.setItem(themeKey, next);
    setChosen(next);
  }, [theme]);
  return [theme, toggle];
}

function show(theme: 'light' | 'dark'): void {
  document.documentElement.dataset['theme'] = theme;
}

function systemTheme(): 'light' | 'dark' {
  return darkSystem.matches ? 'dark' : 'light';
}
