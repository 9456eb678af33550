import { App, Stack } from 'aws-cdk-lib';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { RealtimeLogPipeline } from 'cloudfront-realtime-logs';

// Distributions made elsewhere: a custom resource attaches the log configuration, and detaches it again.
const app = new App();
const stack = new Stack(app, 'Logs');
const logs = new RealtimeLogPipeline(stack, 'Pipeline');
const shop = Distribution.fromDistributionAttributes(stack, 'Shop', {
  distributionId: 'E1EXAMPLE',
  domainName: 'd111111abcdef8.cloudfront.net',
});
logs.attach(shop, { behaviors: ['default', '/images/*'], replace: true });
app.synth();
