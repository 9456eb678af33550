import { App, Stack } from 'aws-cdk-lib';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Fields, RealtimeLogPipeline } from 'cloudfront-realtime-logs';

// A distribution and its pipeline in one stack. `attach` sets every behavior that names no other log configuration.
const app = new App();
const stack = new Stack(app, 'Site');
const site = new Distribution(stack, 'Web', {
  defaultBehavior: { origin: new HttpOrigin('origin.example.com') },
});
const logs = new RealtimeLogPipeline(stack, 'Logs', { fields: Fields.defaults().with('cmcd-session-id') });
logs.attach(site);
app.synth();
