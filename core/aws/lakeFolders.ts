/** The parts of the input and output of S3 calls that contain keys. */
interface Named {
  readonly Bucket?: string;
  readonly Key?: string;
  readonly Prefix?: string;
  readonly Delete?: { readonly Objects?: readonly Named[] };
  readonly Contents?: readonly Named[];
  readonly CommonPrefixes?: readonly Named[];
  readonly Errors?: readonly Named[];
}

type Call = (args: { input: object }) => Promise<{ output: object; response: unknown }>;

/** The part of an S3 client that changes calls: the middleware stack of the AWS SDK. */
interface ChangeableClient {
  readonly middlewareStack: {
    add(
      middleware: (next: Call) => Call,
      options: { readonly step: 'initialize'; readonly name: string; readonly priority: 'high' },
    ): void;
  };
}

/** Returns the address of a lake: a bucket such as `logs`, or a folder in a bucket such as `logs/cloudfront`. */
export function lakeAddress(bucketName: string, prefix: string): string {
  return prefix === '' ? bucketName : `${bucketName}/${prefix.replace(/\/$/, '')}`;
}

/** Converts the URL of an object, such as `s3://logs/cloudfront/raw/…`, to the object's key in the lake. */
export function keyInLake(address: string, url: string): string {
  return without(`s3://${address}/`, url);
}

/**
 * Changes an S3 client so that `Bucket` can be the address of a lake. If the address is a folder, the client adds the
 * folder to the keys of each call, and removes it from the keys of each response. All other code uses keys without it.
 *
 * @returns the client
 */
export function useLakeFolders<Client extends object>(client: Client): Client {
  const { middlewareStack } = client as unknown as ChangeableClient;
  middlewareStack.add(
    (next) => async (args) => {
      const input = args.input as Named;
      const [bucket = '', ...folders] = isFolder(input.Bucket) ? input.Bucket.split('/') : [];
      if (folders.length === 0) return next(args);
      const prefix = `${folders.join('/')}/`;
      const result = await next({ ...args, input: { ...placeBelow(prefix, input), Bucket: bucket } });
      return { ...result, output: nameWithout(prefix, result.output) };
    },
    { step: 'initialize', name: 'lakeFolders', priority: 'high' },
  );
  return client;
}

/** An access point's ARN has a slash, too. */
function isFolder(bucket: string | undefined): bucket is string {
  return bucket?.includes('/') === true && !bucket.startsWith('arn:');
}

function placeBelow(prefix: string, input: Named): Named {
  const { Key, Delete } = input;
  // A listing without a prefix lists the folder, not the bucket.
  const listed = Key === undefined && Delete === undefined ? { Prefix: prefix + (input.Prefix ?? '') } : {};
  const objects = Delete?.Objects?.map((each) => ({ ...each, Key: prefix + each.Key }));
  return {
    ...input,
    ...listed,
    ...(Key !== undefined && { Key: prefix + Key }),
    ...(objects && { Delete: { ...Delete, Objects: objects } }),
  };
}

function nameWithout(prefix: string, output: Named): Named {
  const rename = (named: Named): Named => ({
    ...named,
    ...(named.Key !== undefined && { Key: without(prefix, named.Key) }),
    ...(named.Prefix !== undefined && { Prefix: without(prefix, named.Prefix) }),
  });
  const { Contents, CommonPrefixes, Errors } = output;
  return {
    ...output,
    ...(Contents && { Contents: Contents.map(rename) }),
    ...(CommonPrefixes && { CommonPrefixes: CommonPrefixes.map(rename) }),
    ...(Errors && { Errors: Errors.map(rename) }),
  };
}

function without(prefix: string, key: string): string {
  return key.startsWith(prefix) ? key.slice(prefix.length) : key;
}
