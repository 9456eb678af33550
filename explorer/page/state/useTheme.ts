import { useCallback, useEffect, useState } from 'preact/hooks';

const themeKey = 'explorer-theme';

/** `light` or `dark`: what the reader chose, else what the system says. */
export function useTheme(): readonly ['light' | 'dark', () => void] {
  const [chosen, setChosen] = useState(() => localStorage.getItem(themeKey));
  const theme = chosen === 'light' || chosen === 'dark' ? chosen : systemTheme();
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  const toggle = useCallback(() => {
    const next = theme === 'dark' ? 'light' : 'dark';
    localStorage.setItem(themeKey, next);
    setChosen(next);
  }, [theme]);
  return [theme, toggle];
}

function systemTheme(): 'light' | 'dark' {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
