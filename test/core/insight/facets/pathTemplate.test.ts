import { pathTemplate } from '../../../../core/insight/facets/pathTemplate.ts';

describe('the template of a path', () => {
  it.each([
    ['/orders/17', '/orders/{id}'],
    ['/orders/17/18/items?page=2', '/orders/{id}/{id}/items'],
    ['/images/1024.jpg', '/images/{id}.jpg'],
    ['/users/550e8400-e29b-41d4-a716-446655440000/', '/users/{id}/'],
    ['/blob/0123456789abcdef', '/blob/{id}'],
    ['/t/01ARZ3NDEKTSV4RRFFQ69G5FAV', '/t/{id}'],
  ])('of %s is %s', (stem, template) => {
    expect(pathTemplate(stem)).toBe(template);
  });

  it.each(['/', '', '*', '/a//b/', '/v2/index.html', '/seg-00001.m4s', '/deadbeef'])('keeps %j', (path) => {
    expect(pathTemplate(path)).toBe(path);
  });
});
