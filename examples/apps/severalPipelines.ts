import { App, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Alarms, RealtimeLogPipeline } from 'cloudfront-realtime-logs';

// A record does not hold its sampling rate, so each rate has a pipeline with a bucket and a table of its own. Key and
// topic can be shared. Athena reads all of them together:
//   SELECT *, 100 AS rate FROM web_all.requests UNION ALL SELECT *, 5 AS rate FROM web_sampled.requests
// A log configuration belongs to the account of its distributions, so each account has a pipeline too. `grantQuery` and
// a bucket policy, or Lake Formation, let one account query the lakes of the others.
const app = new App();
const stack = new Stack(app, 'Logs');
const encryptionKey = new Key(stack, 'Key', { enableKeyRotation: true });
const alarms = Alarms.defaults({ topic: new Topic(stack, 'Alarms', { masterKey: encryptionKey }) });
new RealtimeLogPipeline(stack, 'All', { name: 'web-all', encryptionKey, alarms });
new RealtimeLogPipeline(stack, 'Sampled', { name: 'web-sampled', samplingRate: 5, encryptionKey, alarms });
app.synth();
