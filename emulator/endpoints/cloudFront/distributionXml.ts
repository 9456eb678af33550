import { arnsOf, type LocalAccount } from '../../account.ts';
import { writeXml, type XmlMembers } from '../s3/xml.ts';

/** Returns the local distribution's configuration as XML without its root element. All behaviors are attached. */
export function initialConfiguration(account: LocalAccount): string {
  const { aliases, pathPatterns } = account.distribution;
  const behavior = {
    TargetOriginId: 'origin',
    ViewerProtocolPolicy: 'redirect-to-https',
    Compress: true,
    RealtimeLogConfigArn: arnsOf(account).logConfiguration,
  };
  return membersOf({
    CallerReference: 'local',
    Aliases: listOf('CNAME', aliases),
    DefaultRootObject: '',
    Origins: {
      Quantity: 1,
      Items: { Origin: { Id: 'origin', DomainName: 'origin.example.com', OriginPath: '' } },
    },
    DefaultCacheBehavior: behavior,
    CacheBehaviors: {
      Quantity: pathPatterns.length,
      ...(pathPatterns.length > 0 && {
        Items: { CacheBehavior: pathPatterns.map((PathPattern) => ({ PathPattern, ...behavior })) },
      }),
    },
    Comment: 'The distribution of npm start',
    PriceClass: 'PriceClass_All',
    Enabled: true,
    HttpVersion: 'http2and3',
    IsIPV6Enabled: true,
    Staging: false,
  });
}

function listOf(name: string, items: readonly string[]): XmlMembers {
  return { Quantity: items.length, ...(items.length > 0 && { Items: { [name]: items as never } }) };
}

/** Writes members as XML without a root element. */
export function membersOf(members: XmlMembers): string {
  return writeXml('x', members)
    .replace(/^<\?xml[^>]*>\n<x>/, '')
    .replace(/<\/x>$/, '');
}

/** Returns the content of the first element with this name, or undefined. */
export function elementContent(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`).exec(xml)?.[1];
}

/** Returns a distribution's entry in a list, from its configuration. */
export function summaryOf(account: LocalAccount, configuration: string): string {
  const { distribution } = account;
  const taken = [
    'Aliases',
    'Origins',
    'DefaultCacheBehavior',
    'CacheBehaviors',
    'Comment',
    'PriceClass',
    'Enabled',
    'Staging',
  ];
  const parts = taken.map((name) => `<${name}>${outerContent(configuration, name)}</${name}>`);
  return `<DistributionSummary>${membersOf({
    Id: distribution.id,
    ARN: arnsOf(account).distribution,
    Status: 'Deployed',
    LastModifiedTime: new Date(0).toISOString(),
    DomainName: distribution.domainName,
  })}${parts.join('')}</DistributionSummary>`;
}

/** Returns the content of a top-level element, which can contain elements with the same name. */
function outerContent(xml: string, name: string): string {
  if (name === 'CacheBehaviors') return elementContent(xml, name) ?? '<Quantity>0</Quantity>';
  return elementContent(xml, name) ?? '';
}
