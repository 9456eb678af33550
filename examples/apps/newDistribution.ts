import { App, Stack } from 'aws-cdk-lib';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { RealtimeLogPipeline } from 'cloudfront-realtime-logs';

// A distribution and its pipeline in one stack: the behaviors name the log configuration.
const app = new App();
const stack = new Stack(app, 'Site');
const logs = new RealtimeLogPipeline(stack, 'Logs');
new Distribution(stack, 'Web', {
  defaultBehavior: {
    origin: new HttpOrigin('origin.example.com'),
    realtimeLogConfig: logs.realtimeLogConfig,
  },
});
app.synth();
