import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type CollectorSurroundings,
  collectorProblems,
  registryProblems,
} from '../../../plugin-kit/conformance/collector-conformance.ts';
import { awsCollectors } from './collectors.generated.ts';
import { isReadPermission } from './policy.ts';
import { isReadOperation } from './session/connection.ts';
import { loadService, newCommand, parseOperation } from './session/services.ts';

const resources = join(import.meta.dirname, 'resources');
const surroundings: CollectorSurroundings = {
  async operationExists(operation) {
    const { service, name } = parseOperation(operation);
    return isReadOperation(name) && newCommand(await loadService(service), name, {}) !== undefined;
  },
  isReadPermission,
  filesOf: (type) => (readdirSync(resources).includes(type) ? readdirSync(join(resources, type)) : []),
};

describe('the registry of AWS collectors', () => {
  it('has no id, vendor type or alias twice', () => {
    expect(registryProblems(awsCollectors)).toEqual([]);
  });

  for (const collector of awsCollectors) {
    it(`${collector.resource.type} conforms`, async () => {
      expect(collector.resource.provider).toBe('aws');
      expect(await collectorProblems(collector, surroundings)).toEqual([]);
    });
  }

  it('has a collector for every folder', () => {
    const folders = readdirSync(resources, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(awsCollectors.map((collector) => collector.resource.type).sort()).toEqual(
      folders.map((entry) => entry.name).sort(),
    );
  });
});
