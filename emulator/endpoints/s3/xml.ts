/** Members of an XML document: text, a nested element, or a repeated element. */
export type XmlMembers = {
  readonly [name: string]: string | number | boolean | XmlMembers | readonly XmlMembers[];
};

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Writes an XML document in the format of S3's responses. */
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
