import { App } from 'aws-cdk-lib';
import { RealtimeLogsStack } from 'cloudfront-realtime-logs';

// A pipeline as a stack of its own. Attach it with `npx cfrl attach`, or with `attachTo`.
const app = new App();
new RealtimeLogsStack(app, 'cloudfront-realtime-logs', { requestsPerSecond: 2000, samplingRate: 50 });
app.synth();
