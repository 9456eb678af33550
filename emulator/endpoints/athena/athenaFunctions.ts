/** Statements that give DuckDB functions of Athena that it lacks, or that work differently there. */
export const athenaFunctions: readonly string[] = [
  // Athena replaces every match, DuckDB the first one unless it has a flag.
  "CREATE MACRO regexp_replace(text, pattern, replacement) AS system.main.regexp_replace(text, pattern, replacement, 'g')",
  'CREATE MACRO regexp_like(text, pattern) AS regexp_matches(text, pattern)',
  'CREATE MACRO approx_percentile(value, part) AS approx_quantile(value, part)',
];
