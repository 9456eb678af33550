import { findBundle } from '../../bundle/prebuiltBundle.ts';

describe('a prebuilt bundle', () => {
  it('that is missing from the package is reported, with the remedy', () => {
    expect(() => findBundle('layouts')).toThrow(
      /expected the bundle of the function layouts in .*functions\/layouts, got none; install the package again/,
    );
  });
});
