import { findBundle } from '../../bundle/prebuiltBundle.ts';

describe('a prebuilt bundle', () => {
  it('that the package lacks is named, with what to do', () => {
    expect(() => findBundle('layouts')).toThrow(
      /expected the bundle of the function layouts in .*functions\/layouts, got none; install the package again/,
    );
  });
});
