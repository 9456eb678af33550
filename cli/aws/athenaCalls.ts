import {
  type AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import type { AthenaCalls } from '../../core/aws/athena/athenaCalls.ts';
import { type AthenaPlace, callsOfAthena } from '../../core/aws/athena/callsOfAthena.ts';

/** Returns the calls to Athena, made with a client. */
export function athenaCalls(athena: AthenaClient, place: AthenaPlace): AthenaCalls {
  return callsOfAthena(
    {
      start: (input) => athena.send(new StartQueryExecutionCommand(input)),
      get: (input) => athena.send(new GetQueryExecutionCommand(input)),
      results: (input) => athena.send(new GetQueryResultsCommand(input)),
      stop: (input) => athena.send(new StopQueryExecutionCommand(input)),
    },
    place,
  );
}
