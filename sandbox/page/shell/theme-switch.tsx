import { useState } from 'react';
import { Icon } from './icons.tsx';

/** Light or dark: the system's choice until the visitor makes one. */
export function ThemeSwitch() {
  const [dark, setDark] = useState(isDark);
  const turn = () => {
    const next = dark ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = next;
    localStorage.setItem('theme', next);
    setDark(!dark);
  };
  const label = dark ? 'Switch to light' : 'Switch to dark';
  return (
    <button type="button" className="tool" aria-label={label} title={label} onClick={turn}>
      <Icon name={dark ? 'sun' : 'moon'} />
    </button>
  );
}

function isDark(): boolean {
  const chosen = document.documentElement.dataset['theme'];
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}
