import { render } from 'preact';
import { App } from './App.tsx';
import { takeToken } from './api.ts';
import './styles/page.css';

takeToken();
render(<App />, document.getElementById('page') as HTMLElement);
