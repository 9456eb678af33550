import { App, Stack } from 'aws-cdk-lib';
import { RealtimeLogPipeline } from 'cloudfront-realtime-logs';

// A record does not hold the sampling rate, so each rate has a pipeline with a table of its own. Athena joins them:
// SELECT … FROM web_all.requests_raw UNION ALL SELECT … FROM web_sampled.requests_raw
const app = new App();
const stack = new Stack(app, 'Logs');
new RealtimeLogPipeline(stack, 'All', { name: 'web-all', samplingRate: 100 });
new RealtimeLogPipeline(stack, 'Sampled', { name: 'web-sampled', samplingRate: 5 });
app.synth();
