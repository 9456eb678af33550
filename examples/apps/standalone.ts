import { App, Stack } from 'aws-cdk-lib';
import { Alarms, Capacity, Privacy, RealtimeLogPipeline } from 'cloudfront-realtime-logs';

// A pipeline as a stack of its own. Attach it with `npx cfrl attach`, or with `attach` as existingDistribution.ts does.
const app = new App();
const stack = new Stack(app, 'Logs');
new RealtimeLogPipeline(stack, 'Pipeline', {
  name: 'web',
  samplingRate: 50,
  capacity: Capacity.provisioned({ requestsPerSecond: 2000 }),
  privacy: Privacy.of({ addresses: Privacy.TRUNCATE, redactNames: ['x-partner-id'] }),
  alarms: Alarms.defaults({ emails: ['ops@example.com'], serverErrorRate: 2 }).without('noRecords'),
});
app.synth();
