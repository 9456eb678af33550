import type { Weighted } from './pickWeighted.ts';

/** Hosts of the example site. */
export const exampleHosts: readonly Weighted[] = [
  ['www.example.com', 52],
  ['shop.example.com', 22],
  ['api.example.com', 14],
  ['docs.example.com', 8],
  ['media.example.com', 4],
];

/** Countries of its visitors. */
export const exampleCountries: readonly Weighted[] = [
  ['US', 245],
  ['DE', 100],
  ['IN', 71],
  ['JP', 48],
  ['GB', 47],
  ['FR', 41],
  ['BR', 38],
  ['CA', 30],
  ['AU', 24],
  ['NL', 22],
  ['KR', 21],
  ['ES', 20],
  ['IT', 19],
  ['SG', 17],
  ['MX', 16],
  ['PL', 15],
  ['SE', 14],
  ['ID', 13],
  ['TR', 12],
  ['ZA', 11],
  ['HK', 10],
  ['AR', 9],
  ['CH', 9],
  ['TH', 8],
  ['VN', 8],
  ['PH', 8],
  ['CO', 7],
  ['EG', 6],
  ['NG', 6],
  ['CL', 6],
  ['NZ', 5],
  ['FI', 5],
  ['NO', 5],
  ['PT', 5],
  ['KE', 4],
  ['UA', 4],
  ['SA', 4],
  ['PE', 3],
];

/** Edge locations by country; other countries use the default. */
export const exampleEdges: Readonly<Record<string, readonly Weighted[]>> = {
  US: [
    ['IAD89-P1', 4],
    ['SFO53-P9', 3],
    ['DFW56-P2', 2],
    ['ORD58-P4', 2],
  ],
  DE: [
    ['FRA60-P10', 3],
    ['MUC50-P1', 2],
    ['TXL52-P3', 1],
  ],
  IN: [
    ['BOM78-P6', 3],
    ['DEL54-P2', 2],
  ],
  JP: [
    ['NRT57-P3', 3],
    ['KIX56-P1', 1],
  ],
  GB: [
    ['LHR61-P7', 3],
    ['MAN51-P1', 1],
  ],
  FR: [['CDG52-P2', 1]],
  BR: [['GRU3-P4', 1]],
  AU: [['SYD62-P1', 1]],
  SG: [['SIN2-P3', 1]],
  KR: [['ICN57-P2', 1]],
};

/** Edge locations of every other country. */
export const defaultEdge: readonly Weighted[] = [
  ['AMS58-P3', 2],
  ['MIA50-P2', 1],
  ['HKG60-P1', 1],
];

/** Autonomous systems by country; other countries use the default. */
export const exampleNetworks: Readonly<Record<string, readonly Weighted[]>> = {
  US: [
    ['7922', 4],
    ['7018', 3],
    ['701', 2],
    ['21928', 2],
  ],
  DE: [
    ['3320', 5],
    ['3209', 2],
    ['6805', 1],
  ],
  IN: [
    ['55836', 3],
    ['24560', 2],
  ],
  JP: [
    ['2516', 2],
    ['4713', 2],
  ],
  GB: [
    ['2856', 2],
    ['5089', 1],
  ],
};

/** Autonomous systems of every other country. */
export const defaultNetworks: readonly Weighted[] = [
  ['64496', 3],
  ['64500', 2],
  ['64511', 1],
];

/** User agents of browsers and scripts. */
export const exampleAgents: readonly Weighted[] = [
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    38,
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1',
    24,
  ],
  [
    'Mozilla/5.0 (Linux; Android 16; Pixel 10) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
    16,
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 15_2) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Safari/605.1.15',
    12,
  ],
  ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 4],
  ['ExampleApp/7.4 (Android 16)', 3],
  ['curl/8.17.0', 1],
];

/** Frequently requested paths; the other paths are single articles and products. */
export const examplePaths: readonly Weighted[] = [
  ['/', 12],
  ['/favicon.ico', 9],
  ['/static/app.js', 9],
  ['/static/app.css', 8],
  ['/static/logo.svg', 6],
  ['/images/hero.avif', 5],
  ['/images/banner.webp', 4],
  ['/search', 4],
  ['/cart', 2],
  ['/login', 2],
  ['/robots.txt', 1],
  ['/sitemap.xml', 0.5],
];
