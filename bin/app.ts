import { Annotations, App } from 'aws-cdk-lib';
import { RealtimeLogsStack } from '../lib/realtimeLogsStack.ts';
import { ConfigurationError } from '../lib/settings/configurationError.ts';
import { propsOfContext, unknownContextKeys } from '../lib/settings/contextProps.ts';
import { resolveSettings } from '../lib/settings/pipelineSettings.ts';
import { errors } from '../terminal/printer.ts';

const app = new App();
try {
  const props = propsOfContext(app.node);
  const stack = new RealtimeLogsStack(app, resolveSettings(props).name, props);
  for (const key of unknownContextKeys(app.node)) {
    Annotations.of(stack).addWarningV2(
      'cloudfront-realtime-logs:unknown-context',
      `context: expected options in docs/configuration.md, got '${key}', which has no effect`,
    );
  }
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  errors.line(error.message);
  process.exitCode = 1;
}
