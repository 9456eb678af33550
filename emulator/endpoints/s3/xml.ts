/** Members of an XML document: text, a nested element, or the same element several times. */
export type XmlMembers = {
  readonly [name: string]: string | number | boolean | XmlMembers | readonly XmlMembers[];
};

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Writes an XML document as S3 answers it. */
export function writeXml(root: string, members: XmlMembers): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeElement(root, members)}`;
}

function writeElement(name: string, value: XmlMembers[string]): string {
  if (Array.isArray(value)) return value.map((each) => writeElement(name, each)).join('');
  const content =
    typeof value === 'object'
      ? Object.entries(value)
          .map(([member, each]) => writeElement(member, each))
          .join('')
      : String(value).replace(/[&<>"]/g, (character) => escapes[character]);
  return `<${name}>${content}</${name}>`;
}
