import { printFields } from '../../../core/layouts/layoutsDocument.ts';
import type { Check } from '../check.ts';
import { ok, wrong } from '../finding.ts';

const subject = 'field order';

/** Checks whether records are read with the field order that CloudFront reports. */
export const fieldOrder: Check = {
  subject,
  async run({ calls }) {
    const [{ Fields: fields = [] }, layouts] = await Promise.all([calls.logConfiguration(), calls.layouts()]);
    const order = printFields(fields);
    const same = layouts.filter((layout) => printFields(layout.fields) === order);
    if (same.some(({ status }) => status === 'confirmed')) {
      return [ok(subject, `${fields.length} fields, in the order of a confirmed layout (${order})`)];
    }
    const known = layouts.map((layout) => printFields(layout.fields)).join('; ');
    const text =
      same.length > 0
        ? `${fields.length} fields, in an expected order that is not confirmed (${order})`
        : `CloudFront sends ${order}, but the known layouts are ${known}`;
    return [
      wrong(
        subject,
        text,
        "deploy the stack again, which reads the order from CloudFront; then run 'npx cfrl replay --only quarantine'",
      ),
    ];
  },
};
