import { App, Duration, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Alarms, Lake, RealtimeLogPipeline } from 'cloudfront-realtime-logs';

// A record does not hold its sampling rate, so each rate has a pipeline with tables of its own. Bucket, key, and topic
// can be shared: each pipeline stores its lake below its own prefix. Athena reads all of them together:
//   SELECT *, 100 AS rate FROM web_all.requests UNION ALL SELECT *, 5 AS rate FROM web_sampled.requests
// A log configuration belongs to the account of its distributions, so each account has a pipeline too. `grantQuery` and
// a bucket policy, or Lake Formation, let one account query the lakes of the others.
const app = new App();
const stack = new Stack(app, 'Logs');
const encryptionKey = new Key(stack, 'Key', { enableKeyRotation: true });
const alarms = Alarms.defaults({ topic: new Topic(stack, 'Alarms', { masterKey: encryptionKey }) });
const bucket = new Bucket(stack, 'Lakes', {
  encryption: BucketEncryption.KMS,
  encryptionKey,
  enforceSSL: true,
});

/** A lake below a prefix. A bucket that is given keeps its settings, so its rules are made here. */
function lakeAt(prefix: string): Lake {
  const days = { raw: 90, late: 90, quarantine: 30, replayed: 30, 'query-results': 7 };
  for (const [folder, age] of Object.entries(days))
    bucket.addLifecycleRule({ prefix: `${prefix}${folder}/`, expiration: Duration.days(age) });
  return Lake.fromBucket(bucket as IBucket, { prefix });
}

new RealtimeLogPipeline(stack, 'All', { name: 'web-all', encryptionKey, alarms, lake: lakeAt('all/') });
new RealtimeLogPipeline(stack, 'Sampled', {
  name: 'web-sampled',
  samplingRate: 5,
  encryptionKey,
  alarms,
  lake: lakeAt('sampled/'),
});
app.synth();
