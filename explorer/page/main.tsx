import { render } from 'preact';
import { App } from './App.tsx';
import { storeToken } from './api.ts';
import './styles/page.css';

storeToken();
render(<App />, document.getElementById('page') as HTMLElement);
