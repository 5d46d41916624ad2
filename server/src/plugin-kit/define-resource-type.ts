import type { z } from 'zod';
import type { SchemaFacts } from './schema-facts.ts';

/** What InfraAudit knows about a kind of cloud object. The id is permanent and is what users type. */
export type ResourceType<Schema extends z.ZodType = z.ZodType> = {
  /** Ours: `s3_bucket`. */
  type: string;
  /** The vendor's: `AWS::S3::Bucket`. Types that the vendor does not model end in a name of ours. */
  vendorType: string;
  provider: 'aws' | 'gcp' | 'azure' | 'kubernetes';
  /** For people: `S3 bucket`. */
  title: string;
  /** The vendor's service, for grouping: `s3`. */
  service: string;
  /** Short spellings accepted by the CLI and the API: `s3`. */
  aliases: string[];
  /** The configuration in the vendor's published shape; loose, because vendors add properties. */
  schema: Schema;
  /** What comparing two models of this type needs to know. */
  facts: SchemaFacts;
};

export function defineResourceType<Schema extends z.ZodType>(
  resourceType: ResourceType<Schema>,
): ResourceType<Schema> {
  return resourceType;
}

/** The configuration of a resource of the type, as its schema describes it. */
export type ConfigurationOf<Type extends ResourceType> = z.output<Type['schema']>;
