export { isSigned, keyIdOf, publicKeyBytes } from './ed25519.ts';
export {
  listPublicKeys,
  openSigner,
  type PublicKey,
  resealSigningKeys,
  rotateSigningKey,
  type Signer,
  type SigningDeps,
} from './signing-keys.ts';
