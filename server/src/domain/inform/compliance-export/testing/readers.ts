import { z } from 'zod';

/** For suites: the formats of files, read strictly: what the schema of a format does not know is a failure. */

/** RFC 4180: the rows as objects by the names of the first one. */
export function csvOf(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (quoted) {
      if (sign === '"' && text[at + 1] === '"') cell += text[++at];
      else if (sign === '"') quoted = false;
      else cell += sign;
    } else if (sign === '"') quoted = true;
    else if (sign === ',' || sign === '\n') {
      rows.at(-1)?.push(cell);
      cell = '';
      if (sign === '\n') rows.push([]);
    } else if (sign !== '\r') cell += sign;
  }
  const [head = [], ...body] = rows.slice(0, -1);
  return body.map((cells) => {
    if (cells.length !== head.length) throw new Error(`a row has ${cells.length} of ${head.length} cells`);
    return Object.fromEntries(head.map((name, place) => [name, cells[place] as string]));
  });
}

export type XmlElement = {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
};

/** Every element of a document, as far as JUnit uses XML; throws where it is not well-formed. */
export function xmlOf(document: string): XmlElement[] {
  const all: XmlElement[] = [];
  const open: XmlElement[] = [];
  const body = document.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  const token = /<\/([a-z]+)>|<([a-z]+)((?: [a-z_]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
  while (token.lastIndex < body.length) {
    const at = token.lastIndex;
    const found = token.exec(body);
    if (found === null) throw new Error(`not well-formed at ${body.slice(at, at + 80)}`);
    const [, closing, opening, attributes = '', empty, text] = found;
    if (text !== undefined) {
      const parent = open.at(-1);
      if (parent !== undefined) parent.text += unescaped(text);
    } else if (closing !== undefined) {
      if (open.pop()?.name !== closing) throw new Error(`${closing} ends where it did not begin`);
    } else {
      const element: XmlElement = {
        name: opening as string,
        attributes: Object.fromEntries(
          [...attributes.matchAll(/ ([a-z_]+)="([^"]*)"/g)].map(([, name, value]) => [
            name as string,
            unescaped(value as string),
          ]),
        ),
        children: [],
        text: '',
      };
      all.push(element);
      open.at(-1)?.children.push(element);
      if (empty === '') open.push(element);
    }
  }
  if (open.length > 0) throw new Error(`${open.at(-1)?.name} has no end`);
  return all;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  if (/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(text))
    throw new Error('a character that XML 1.0 does not have');
  return text.replace(/&(#\d+|[a-z]*);?/g, (whole, name: string) => {
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
    const sign = entities[name];
    if (sign === undefined || !whole.endsWith(';')) throw new Error(`${whole} is not an entity`);
    return sign;
  });
}

const text = z.string().min(1);
const words = z.strictObject({ text });
const bag = z.record(z.string(), z.json());

const reference = z.strictObject({
  id: text,
  index: z.number().int(),
  toolComponent: z.strictObject({ name: text, index: z.number().int() }),
});
const rule = z.strictObject({
  id: text,
  shortDescription: words,
  fullDescription: words,
  help: words,
  helpUri: z.url(),
  defaultConfiguration: z.strictObject({ level: z.enum(['none', 'note', 'warning', 'error']) }),
  relationships: z.array(z.strictObject({ target: reference, kinds: z.array(text) })),
  properties: bag,
});
const result = z.strictObject({
  ruleId: text.optional(),
  ruleIndex: z.number().int().optional(),
  kind: z.enum(['notApplicable', 'pass', 'fail', 'review', 'open', 'informational']),
  level: z.enum(['none', 'note', 'warning', 'error']),
  message: words,
  locations: z
    .array(
      z.strictObject({
        physicalLocation: z.strictObject({
          artifactLocation: z.strictObject({ uri: z.string().regex(/^[A-Za-z0-9\-._~%!*'()/]+$/) }),
        }),
        logicalLocations: z.array(z.strictObject({ name: text, fullyQualifiedName: text, kind: text })),
      }),
    )
    .optional(),
  taxa: z.array(reference).optional(),
  partialFingerprints: z.record(z.string(), text).optional(),
  suppressions: z.array(
    z.strictObject({
      kind: z.enum(['inSource', 'external']),
      status: z.enum(['accepted', 'underReview', 'rejected']),
      justification: text,
    }),
  ),
  properties: bag,
});

/** SARIF 2.1.0 (OASIS, errata 01), the parts that are written. */
export const sarifSchema = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.array(
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: text,
          version: text,
          supportedTaxonomies: z.array(z.strictObject({ name: text, index: z.number().int() })),
          rules: z.array(rule),
        }),
      }),
      taxonomies: z.array(
        z.strictObject({
          name: text,
          version: text,
          organization: text,
          informationUri: z.url(),
          shortDescription: words,
          isComprehensive: z.boolean(),
          taxa: z.array(z.strictObject({ id: text, shortDescription: words, properties: bag })),
        }),
      ),
      automationDetails: z.strictObject({ id: text }),
      columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
      properties: bag,
      results: z.array(result),
      invocations: z.array(
        z.strictObject({
          executionSuccessful: z.boolean(),
          startTimeUtc: z.iso.datetime(),
          endTimeUtc: z.iso.datetime(),
          toolExecutionNotifications: z.array(
            z.strictObject({ level: z.literal('warning'), message: words }),
          ),
        }),
      ),
    }),
  ),
});

const uuid = z
  .string()
  .regex(/^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}$/);
const token = z.string().regex(/^(\p{L}|_)(\p{L}|\p{N}|[.\-_])*$/u);
/** OSCAL's string: not empty, no white space at its ends. */
const line = z.string().regex(/^\S(.*\S)?$/u);
const property = z.strictObject({ name: token, value: line, ns: z.url() });
const properties = z.array(property).min(1);

/** OSCAL 1.1 assessment results (NIST), the parts that are written. */
export const oscalSchema = z.strictObject({
  'assessment-results': z.strictObject({
    uuid,
    metadata: z.strictObject({
      title: text,
      'last-modified': z.iso.datetime(),
      version: line,
      'oscal-version': z.string().regex(/^1\.1\.[0-3]$/),
      props: properties,
      parties: z.array(z.strictObject({ uuid, type: z.enum(['person', 'organization']), name: line })),
    }),
    'import-ap': z.strictObject({ href: text, remarks: text }),
    results: z
      .array(
        z.strictObject({
          uuid,
          title: text,
          description: text,
          start: z.iso.datetime(),
          end: z.iso.datetime(),
          props: properties,
          'local-definitions': z.strictObject({
            'inventory-items': z.array(z.strictObject({ uuid, description: text, props: properties })).min(1),
          }),
          'reviewed-controls': z.strictObject({
            'control-selections': z
              .array(
                z.strictObject({
                  description: text,
                  'include-controls': z.array(z.strictObject({ 'control-id': token })).min(1),
                }),
              )
              .min(1),
          }),
          observations: z
            .array(
              z.strictObject({
                uuid,
                title: text,
                description: text,
                props: properties,
                methods: z.array(z.enum(['EXAMINE', 'INTERVIEW', 'TEST', 'UNKNOWN'])).min(1),
                types: z.array(token).min(1),
                subjects: z
                  .array(
                    z.strictObject({
                      'subject-uuid': uuid,
                      type: token,
                      props: properties,
                      remarks: text.optional(),
                    }),
                  )
                  .min(1)
                  .optional(),
                collected: z.iso.datetime(),
                remarks: text.optional(),
              }),
            )
            .min(1),
          findings: z
            .array(
              z.strictObject({
                uuid,
                title: text,
                description: text,
                props: properties,
                target: z.strictObject({
                  type: z.enum(['statement-id', 'objective-id']),
                  'target-id': token,
                  title: text,
                  status: z.strictObject({
                    state: z.enum(['satisfied', 'not-satisfied']),
                    reason: token,
                    remarks: text,
                  }),
                }),
                'related-observations': z
                  .array(z.strictObject({ 'observation-uuid': uuid }))
                  .min(1)
                  .optional(),
              }),
            )
            .min(1),
        }),
      )
      .min(1),
    'back-matter': z.strictObject({
      resources: z.array(
        z.strictObject({
          uuid,
          title: text,
          description: text,
          rlinks: z.array(z.strictObject({ href: z.url() })).min(1),
        }),
      ),
    }),
  }),
});

/** OCSF 1.5 compliance finding with the cloud profile, the parts that are written. */
export const ocsfSchema = z.strictObject({
  category_uid: z.literal(2),
  category_name: z.literal('Findings'),
  class_uid: z.literal(2003),
  class_name: z.literal('Compliance Finding'),
  activity_id: z.literal(1),
  activity_name: text,
  type_uid: z.literal(200301),
  type_name: text,
  time: z.number().int(),
  severity_id: z.number().int().min(1).max(5),
  severity: text,
  status_id: z.union([z.literal(1), z.literal(3)]),
  status: z.enum(['New', 'Suppressed']),
  message: text,
  metadata: z.strictObject({
    version: z.literal('1.5.0'),
    uid: uuid,
    profiles: z.tuple([z.literal('cloud')]),
    tenant_uid: text,
    product: z.strictObject({ name: text, vendor_name: text, version: text }),
  }),
  cloud: z.strictObject({
    provider: text,
    region: text.optional(),
    account: z
      .strictObject({ uid: text, name: text, type_id: z.union([z.literal(10), z.literal(99)]), type: text })
      .optional(),
  }),
  finding_info: z.strictObject({
    uid: uuid,
    title: text,
    desc: text.optional(),
    types: z.array(z.enum(['resource', 'control', 'requirement'])),
    created_time: z.number().int(),
    analytic: z
      .strictObject({ uid: text, name: text, version: text, type_id: z.literal(1), type: z.literal('Rule') })
      .optional(),
  }),
  compliance: z.strictObject({
    standards: z.array(text).min(1),
    requirements: z.array(text).min(1),
    control: text.optional(),
    status_id: z.union([z.literal(0), z.literal(1), z.literal(3), z.literal(99)]),
    status: text,
  }),
  resources: z
    .array(z.strictObject({ uid: text, name: text, type: text, region: text, labels: z.array(z.string()) }))
    .optional(),
  remediation: z.strictObject({ desc: text, references: z.array(z.url()) }).optional(),
  unmapped: bag,
});
