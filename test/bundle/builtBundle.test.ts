import { existsSync, readdirSync } from 'node:fs';
import { findBundle } from '../../bundle/builtBundle.ts';

describe('a bundle built from source', () => {
  it('is a single file until it is removed', () => {
    const { path, handler, remove } = findBundle('layouts');
    expect({ files: readdirSync(path), handler }).toEqual({ files: ['index.js'], handler: 'index.handler' });
    remove();
    expect(existsSync(path)).toBe(false);
  });
});
