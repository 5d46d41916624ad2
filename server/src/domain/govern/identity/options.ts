import type { Database } from '../../../platform/db/database.ts';
import type { OnOrganizationCreated } from '../tenancy/index.ts';

/** A provider of OpenID Connect that people may sign in with. */
export type OidcOptions = {
  issuer: string;
  clientId: string;
  clientSecret: string | null;
  /** Shown on the button: `Continue with …`. */
  title: string;
  scopes: string;
  /** True lets anyone in whom the provider knows, as a viewer; false only members and the invited. */
  newUsers: boolean;
};

export type SupabaseOptions = {
  /** Address of the project: its issuer and where its public keys are read. */
  url: string | null;
  /** For projects that still sign with a shared secret. */
  jwtSecret: string | null;
  /** True gives people whom the project signed in a membership at first sight; false only the invited. */
  newUsers: boolean;
  /**
   * Lets a first token take over the local account of the same address. Only for projects that confirm
   * addresses: otherwise anyone could sign up there with the address of the owner.
   */
  linkByEmail: boolean;
};

export type Identity = {
  database: Database;
  now(): Date;
  /** Signs access tokens; at least 32 characters. */
  sessionSecret: string;
  /** Where people reach the product, without a slash at the end. */
  publicUrl(): string;
  version: string;
  oidc: OidcOptions | null;
  supabase: SupabaseOptions | null;
  /** The platform's outbound client: providers are outside. */
  fetch: typeof globalThis.fetch;
  /** Set up by other modules in the transaction that makes an organisation. */
  onOrganizationCreated: readonly OnOrganizationCreated[];
};
