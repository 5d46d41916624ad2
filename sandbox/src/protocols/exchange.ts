import type { ServiceDefinition } from '../services/service.ts';
import type { WireAnswer } from './errors.ts';
import { fromJson, toJson } from './json.ts';
import { fromQuery } from './query.ts';
import type { RawRequest } from './request.ts';
import { createRouter, fromRest, type Router, toRest } from './rest.ts';
import { compileOperation, httpBindingOf, type OperationShape } from './shape.ts';
import { createXmlWriter, type ListOffset, type XmlWriter } from './xml-writer.ts';

export interface Exchange {
  /** Name of the operation and its input as the wire says; `labels` are path parameters of REST services. */
  recognise(request: RawRequest): { operation: string; labels: Record<string, string> } | undefined;
  read(operation: string, labels: Record<string, string>, request: RawRequest): Record<string, unknown>;
  write(operation: string, output: Record<string, unknown>, requestId: string): WireAnswer;
}

const xmlHead = '<?xml version="1.0" encoding="UTF-8"?>\n';

function writeQuery(
  service: ServiceDefinition,
  shape: OperationShape,
  output: Record<string, unknown>,
  requestId: string,
  xml: XmlWriter,
): WireAnswer {
  const name = shape.name;
  const content = xml.members(shape.output, output);
  const body =
    service.protocol === 'ec2Query'
      ? `${xmlHead}<${name}Response xmlns="${service.namespace}"><requestId>${requestId}</requestId>${content}</${name}Response>`
      : `<${name}Response xmlns="${service.namespace}"><${name}Result>${content}</${name}Result><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${name}Response>`;
  return { status: 200, headers: { 'content-type': 'text/xml;charset=UTF-8' }, body };
}

// S3 answers with the region as the text of the root element, and with an empty one for us-east-1.
function writeBucketLocation(output: Record<string, unknown>, namespace: string): WireAnswer {
  const region = output.LocationConstraint ?? '';
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: `${xmlHead}<LocationConstraint xmlns="${namespace}">${region}</LocationConstraint>`,
  };
}

/** Reads and writes the messages of one service, by the schemas of its SDK client. */
export async function openExchange(service: ServiceDefinition, listOffset: ListOffset): Promise<Exchange> {
  const schemas = (await service.load()) as Record<string, unknown>;
  const xml = createXmlWriter(listOffset);
  const shapes = new Map<string, OperationShape>();
  const shapeOf = (operation: string): OperationShape | undefined => {
    let shape = shapes.get(operation);
    const schema = schemas[`${operation}$`];
    if (!shape && Array.isArray(schema) && schema[0] === 9) {
      shape = compileOperation(schema);
      shapes.set(operation, shape);
    }
    return shape;
  };
  const required = (operation: string): OperationShape => {
    const shape = shapeOf(operation);
    if (!shape) throw new Error(`The SDK client of ${service.id} has no schema of ${operation}.`);
    return shape;
  };
  const rest = service.protocol === 'restJson1' || service.protocol === 'restXml';
  let router: Router | undefined;
  const form = (request: RawRequest) => new URLSearchParams(request.body.toString('utf8'));

  return {
    recognise: (request) => {
      if (rest) {
        // All operations of the client take part, so that one we do not serve is never taken for another.
        router ??= createRouter(
          Object.values(schemas)
            .map(httpBindingOf)
            .filter((one) => one !== undefined),
        );
        return router(request.method, request.path, request.query);
      }
      if (service.protocol === 'awsQuery' || service.protocol === 'ec2Query') {
        const action = form(request).get('Action') ?? request.query.get('Action');
        return action ? { operation: action, labels: {} } : undefined;
      }
      const operation = request.headers['x-amz-target']?.split('.').at(-1);
      return operation ? { operation, labels: {} } : undefined;
    },
    read: (operation, labels, request) => {
      const shape = required(operation);
      if (rest) return fromRest(shape, labels, request, service.protocol === 'restXml');
      if (service.protocol === 'awsQuery' || service.protocol === 'ec2Query') {
        return fromQuery(shape.input, form(request), service.protocol === 'ec2Query');
      }
      const body = request.body.length > 0 ? JSON.parse(request.body.toString('utf8')) : {};
      return fromJson(shape.input, body) as Record<string, unknown>;
    },
    write: (operation, output, requestId) => {
      const shape = required(operation);
      if (service.id === 's3' && operation === 'GetBucketLocation') {
        return writeBucketLocation(output, service.namespace);
      }
      if (service.protocol === 'restXml') {
        return toRest(shape, output, { xml, listOffset, namespace: service.namespace });
      }
      if (service.protocol === 'restJson1') {
        return toRest(shape, output, { listOffset, namespace: service.namespace });
      }
      if (service.protocol === 'awsQuery' || service.protocol === 'ec2Query') {
        return writeQuery(service, shape, output, requestId, xml);
      }
      return {
        status: 200,
        headers: {
          'content-type':
            service.protocol === 'awsJson1_0' ? 'application/x-amz-json-1.0' : 'application/x-amz-json-1.1',
        },
        body: JSON.stringify(toJson(shape.output, output, listOffset)),
      };
    },
  };
}
