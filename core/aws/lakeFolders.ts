/** Input and output of S3's calls, as far as they name objects. */
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

/** A client of S3, as far as calls can be changed. */
interface ChangeableClient {
  readonly middlewareStack: {
    add(
      middleware: (next: Call) => Call,
      options: { readonly step: 'initialize'; readonly name: string; readonly priority: 'high' },
    ): void;
  };
}

/** Returns the address of a lake: a bucket, such as `logs`, or a folder of one, such as `logs/cloudfront`. */
export function lakeAddress(bucketName: string, prefix: string): string {
  return prefix === '' ? bucketName : `${bucketName}/${prefix.replace(/\/$/, '')}`;
}

/** Returns the key that a lake has for an object, from the object's URL such as `s3://logs/cloudfront/raw/…`. */
export function keyInLake(address: string, url: string): string {
  return without(`s3://${address}/`, url);
}

/**
 * Lets a client of S3 take the address of a lake where it takes the name of a bucket. If the address is a folder, the
 * calls name objects below it, and answers name them without it. So only the address of a lake knows its folder.
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
