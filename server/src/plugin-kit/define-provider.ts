import type { z } from 'zod';
import { AppError } from '../core/errors.ts';
import type { Gap, ObservedResource } from '../core/observation.ts';
import type { DetailOperation, ListOperation } from './define-collector.ts';
import type { ResourceType } from './define-resource-type.ts';
import type { ProviderWriter, TagReading, TagRules, TagTarget } from './define-writer.ts';

/** A field of a connect form, of the CLI's flags and of the API's body: one description for all three. */
export type CredentialField = {
  /** Key in the credentials object: `secretAccessKey`. */
  name: string;
  /** For people: `Secret access key`. */
  label: string;
  /** Never shown again, never logged. */
  secret: boolean;
  optional: boolean;
  help?: string;
  example?: string;
};

export type AuthMethod = {
  /** The discriminator `method` of the credentials: `access_keys`. */
  id: string;
  title: string;
  description: string;
  fields: CredentialField[];
  /** True when it uses what the server's own machine may do; the operator decides whether that is allowed. */
  ambient: boolean;
};

export type ProviderIdentity = {
  /** Account, project, subscription or cluster: what makes two connections the same. */
  accountId: string;
  /** Who we are there: the ARN of the user or of the assumed role's session. */
  principal: string;
  /** The vendor's separate world: `aws`, `aws-cn`, `aws-us-gov`. */
  partition: string;
};

/** One collector in one region: the unit that is scanned, that succeeds, and that may mark deletions. */
export type ScanSource = { collector: string; region: string };

const sourceOutcomes = [
  'success_with_data',
  'success_empty',
  'partial',
  'permission_denied',
  'rate_limited',
  'failed',
  'cancelled',
  'region_disabled',
] as const;
export type SourceOutcomeKind = (typeof sourceOutcomes)[number];

/** How a source ended. Exactly one per scan, whatever happened. */
export type SourceOutcome = {
  source: ScanSource;
  outcome: SourceOutcomeKind;
  /**
   * True only when the list was read to its end: every resource of the source was seen, so one that is known
   * and was not seen may be called deleted. A source can be complete and `partial`: all seen, some paths not.
   */
  complete: boolean;
  gaps: Gap[];
  /** Resources that were yielded. */
  fetched: number;
  durationMs: number;
  /** The vendor's error code, safe to show. */
  errorCode?: string;
  /** What to do about it, for people. */
  guidance?: string;
};

/** A scan yields resources and ends with exactly one `end`. It never throws. */
export type ScanEvent =
  | { kind: 'resource'; resource: ObservedResource }
  | { kind: 'end'; outcome: SourceOutcome };

export type RegionPlan = {
  /** Regions that are enabled for the account, sorted. */
  regions: string[];
  /** Why the list may be too short: the vendor would not say which regions are enabled. */
  gaps: Gap[];
};

export type ReadOneResult =
  | { state: 'found'; resource: ObservedResource }
  | { state: 'gone' }
  /** Resources of this type cannot be asked for alone: their source has to be read. */
  | { state: 'unsupported' }
  | { state: 'unreadable'; gap: Gap };

/** A change as the vendor's own audit trail tells it. */
export type ChangeRecord = {
  /** ISO 8601, UTC. */
  at: string;
  /** The name that people know: user name, role session, or service. */
  actor: string;
  /** The full principal where the trail has one. */
  principal?: string;
  /** The call: `PutBucketPolicy`. */
  call: string;
  /** The vendor's service of the call: `s3.amazonaws.com`. */
  service: string;
  sourceAddress?: string;
  userAgent?: string;
  /** The vendor's id of the record, to find it again. */
  recordId: string;
};

export type ChangeLookup =
  | { state: 'read'; changes: ChangeRecord[]; truncated: boolean }
  | {
      state: 'unreadable';
      reason: 'denied' | 'throttled' | 'unsupported' | 'failed';
      permission?: string;
      message: string;
    };

export type ChangeQuery = {
  resource: { type: string; externalId: string; name: string; region: string };
  since: Date;
  until: Date;
  signal?: AbortSignal;
};

export type PermissionCheck = {
  permission: string;
  /** `unknown`: it could not be tried, or the answer was about something else; never read as granted. */
  state: 'granted' | 'denied' | 'unknown';
  /** What cannot be seen without it; `*` means the whole type. */
  lost: { type: string; paths: string[] }[];
  message?: string;
};

/** A connection that was validated. It has no way to write. Close it when done. */
export type ProviderSession = {
  identity(): Promise<ProviderIdentity>;
  regions(signal?: AbortSignal): Promise<RegionPlan>;
  /** Every source for these regions: regional collectors once per region, global ones once. */
  planScan(regions: readonly string[]): ScanSource[];
  scan(source: ScanSource, signal: AbortSignal): AsyncIterable<ScanEvent>;
  /** The current configuration of one resource. */
  readOne?(type: string, externalId: string, region: string, signal: AbortSignal): Promise<ReadOneResult>;
  /** Who changed a resource between two moments, newest first. */
  lookupChanges?(query: ChangeQuery): Promise<ChangeLookup>;
  /** The tags of resources as they are now, in the order of the targets. */
  readTags?(targets: readonly TagTarget[], signal: AbortSignal): Promise<TagReading[]>;
  /** What remediations of this vendor read with, for resources of one region. It refuses every write. */
  acting?(region: string, signal: AbortSignal): unknown;
  preflight(signal: AbortSignal): Promise<PermissionCheck[]>;
  close(): void;
};

export type ConnectOptions = {
  /** Settings that are no secret: primary region, endpoint. Validated by the provider's `settings`. */
  settings?: unknown;
  /** Whether the operator allows an endpoint that is not the vendor's own. */
  allowEndpointOverride: boolean;
  /** Whether the operator allows methods that use the server's own identity. */
  allowAmbientCredentials: boolean;
  signal?: AbortSignal;
};

/** `writes` are the only calls besides reads that the writer sends: `service:Operation`. Absent: those about tags. */
export type WriterOptions = ConnectOptions & { writes?: readonly string[] };

/** A document that a customer deploys or grants before connecting. */
export type SetupArtifact = {
  id: string;
  title: string;
  fileName: string;
  mediaType: string;
  content: string;
};

/** A kind of change that the credentials for writing may make. */
export type WritePurpose = {
  /** Of the remediation: `aws-s3-block-public-access`. */
  id: string;
  title: string;
  /** All that it needs: it reads before and after it writes, with the same credentials. */
  permissions: readonly string[];
};

/** What one statement of a document is for; `change` is null where it is about tags. */
export type WriteStatement = { id: string; purpose: string; change: string | null; permissions: string[] };

/** A document for the credentials that write, to be granted whole or without some of its statements. */
export type WriteArtifact = SetupArtifact & { statements: WriteStatement[] };

/** What must be granted for a type to be read: without a list all of it is unknown, without a detail its paths. */
export type TypeReads = {
  type: string;
  lists: readonly ListOperation[];
  details: readonly DetailOperation[];
};

export type ProviderDefinition<Credentials, Settings> = {
  /** Permanent id: `aws`. */
  type: string;
  title: string;
  /** A union with the discriminator `method`; every string bounded. */
  credentials: z.ZodType<Credentials>;
  authMethods: AuthMethod[];
  settings: z.ZodType<Settings>;
  resourceTypes: ResourceType[];
  /** The least that must be granted, generated from the collectors. */
  setupArtifacts(options: { externalId?: string; trustedAccountId?: string }): SetupArtifact[];
  /** As its collectors declare it. */
  reads?: readonly TypeReads[];
  /** Documents that grant these permissions and nothing else. */
  grant?(permissions: readonly string[]): SetupArtifact[];
  /**
   * Validates with the vendor before it returns. Throws an AppError whose `details` name the field and the fix;
   * paths are `credentials.<field>` and `settings.<field>`.
   */
  connect(
    credentials: Credentials,
    options: Omit<ConnectOptions, 'settings'> & { settings: Settings },
  ): Promise<ProviderSession>;
  /** As `connect`, with credentials that may write. */
  openWriter?(
    credentials: Credentials,
    options: Omit<WriterOptions, 'settings'> & { settings: Settings },
  ): Promise<ProviderWriter>;
  tagRules?: TagRules;
  /** What must be granted to the write credentials for these changes, and for tags; all of it optional. */
  writeArtifacts?(changes: readonly WritePurpose[], options: { tags: boolean }): WriteArtifact[];
};

/** A provider as everything outside its folder sees it. */
export type Provider = Omit<ProviderDefinition<unknown, unknown>, 'connect' | 'openWriter'> & {
  connect(credentials: unknown, options: ConnectOptions): Promise<ProviderSession>;
  openWriter?(credentials: unknown, options: WriterOptions): Promise<ProviderWriter>;
};

/** Hides the provider's own types and puts the parsing of its input in one place. */
export function defineProvider<Credentials, Settings>(
  definition: ProviderDefinition<Credentials, Settings>,
): Provider {
  const checked = <Options extends ConnectOptions>(given: unknown, options: Options) => {
    const credentials = parse(definition.credentials, given, 'credentials');
    const settings = parse(definition.settings, options.settings ?? {}, 'settings');
    const method = (credentials as { method?: unknown }).method;
    const chosen = definition.authMethods.find((candidate) => candidate.id === method);
    if (chosen?.ambient === true && !options.allowAmbientCredentials) {
      throw new AppError(
        'forbidden',
        `"${chosen.title}" uses the identity of the server and is not allowed here`,
        {
          details: [{ path: 'credentials.method', message: 'choose a method with credentials of its own' }],
        },
      );
    }
    return { credentials, options: { ...options, settings } };
  };
  const { openWriter, ...rest } = definition;
  return {
    ...rest,
    async connect(given, options) {
      const parsed = checked(given, options);
      return definition.connect(parsed.credentials, parsed.options);
    },
    ...(openWriter === undefined
      ? {}
      : {
          async openWriter(given: unknown, options: WriterOptions) {
            const parsed = checked(given, options);
            return openWriter(parsed.credentials, parsed.options);
          },
        }),
  };
}

function parse<T>(schema: z.ZodType<T>, value: unknown, root: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const details = result.error.issues.flatMap((issue) => {
    const place = [root, ...issue.path.map(String)].join('.');
    return issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: `${place}.${key}`, message: 'does not belong to this method' }))
      : [{ path: place, message: issue.message }];
  });
  const first = details[0];
  throw new AppError(
    'invalid_input',
    first === undefined ? `${root} are not valid` : `${first.path}: ${first.message}`,
    {
      details,
    },
  );
}
