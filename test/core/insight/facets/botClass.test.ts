import { botClassOf } from '../../../../core/insight/facets/botClass.ts';

const chrome =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

describe('the class of a user agent', () => {
  it.each([
    [chrome, 'people'],
    ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'search'],
    ['Mozilla/5.0 AppleWebKit/537.36 (compatible; GPTBot/1.2; +https://openai.com/gptbot)', 'ai-training'],
    ['Mozilla/5.0 AppleWebKit/537.36 (compatible; ChatGPT-User/1.0; +https://openai.com/bot)', 'ai-agent'],
    ['curl/8.4.0', 'tool'],
    ['Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)', 'seo'],
    ['SomethingNew-Crawler/0.1', 'other-bot'],
    [null, 'tool'],
  ])('%j is %s', (userAgent, botClass) => {
    expect(botClassOf(userAgent)).toBe(botClass);
  });
});
