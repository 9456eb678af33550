import { z } from 'zod';
import { findPageFacet } from '../facets/facets.ts';
import { metricNames } from '../questions/pageState.ts';

const longestValue = 16_384;

const facet = z
  .string()
  .refine((id) => findPageFacet(id) !== undefined, { message: 'expected the id of a facet' });
const values = z.array(z.string().max(longestValue).nullable()).max(500);

const filters = z.array(z.object({ facet, include: values, exclude: values })).max(40);

/** Schema of a question. It rejects unknown facets. */
export const questionSchema = z
  .object({
    from: z.number(),
    to: z.number(),
    filters,
  })
  .refine(({ from, to }) => from < to, { message: 'expected a time window that ends after it starts' });

/** Schemas of the request bodies, by name of the API call. */
export const callSchemas = {
  meta: z.object({}),
  ask: z.object({ question: questionSchema }),
  overview: z.object({ question: questionSchema }),
  facet: z.object({
    question: questionSchema,
    facet,
    text: z.string().max(200).default(''),
    max: z.number().int().min(1).max(1_000).default(100),
  }),
  explain: z.object({
    filters,
    selected: z
      .object({ from: z.number(), to: z.number() })
      .refine(({ from, to }) => from < to, { message: 'expected a time span that ends after it starts' }),
    metric: z.enum(metricNames),
  }),
  query: z.object({ sql: z.string().min(1).max(100_000) }),
  queries: z.object({}),
  export: z.object({ question: questionSchema, format: z.enum(['csv', 'parquet']) }),
  request: z.object({ key: z.string().max(400) }),
} as const;
