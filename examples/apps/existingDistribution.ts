import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { RealtimeLogPipeline } from 'cloudfront-realtime-logs';

// Distributions made elsewhere: a custom resource attaches the log configuration, and detaches it again.
const app = new App();
const stack = new Stack(app, 'Logs');
const distributionId = new CfnParameter(stack, 'DistributionId').valueAsString;
new RealtimeLogPipeline(stack, 'Pipeline', {
  attachTo: ['E1EXAMPLE', { distributionId, behaviors: ['default', '/images/*'], replace: true }],
});
app.synth();
