/** What the sign-in service sends of a credential; every buffer is base64url text. */
interface Described {
  id: string;
  type: PublicKeyCredentialType;
  transports?: AuthenticatorTransport[];
}
interface RequestOptions {
  publicKey: Omit<PublicKeyCredentialRequestOptions, "challenge" | "allowCredentials"> & {
    challenge: string;
    allowCredentials?: Described[];
  };
}
interface CreationOptions {
  publicKey: Omit<
    PublicKeyCredentialCreationOptions,
    "challenge" | "user" | "excludeCredentials"
  > & {
    challenge: string;
    user: { id: string; name: string; displayName: string };
    excludeCredentials?: Described[];
  };
}

/** Whether this browser and this address can use passkeys at all. */
export function passkeysWork(): boolean {
  return window.isSecureContext && "PublicKeyCredential" in window;
}

/** The person closed the browser's own dialog, or it found no key that fits. */
export class PasskeyDeclined extends Error {}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
}

function text(buffer: ArrayBuffer | null): string | undefined {
  if (!buffer) return undefined;
  const binary = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const described = (credentials: Described[] | undefined) =>
  (credentials ?? []).map((each) => ({ ...each, id: bytes(each.id) }));

async function ceremony(work: Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    const made = await work;
    if (made) return made as PublicKeyCredential;
  } catch (error) {
    const name = error instanceof DOMException ? error.name : "";
    if (!["NotAllowedError", "AbortError", "InvalidStateError"].includes(name)) throw error;
  }
  throw new PasskeyDeclined();
}

function common(credential: PublicKeyCredential) {
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

/** Shows a passkey; gives what the sign-in service checks. Throws PasskeyDeclined. */
export async function passkeyShow({ publicKey }: RequestOptions): Promise<unknown> {
  const credential = await ceremony(
    navigator.credentials.get({
      publicKey: {
        ...publicKey,
        challenge: bytes(publicKey.challenge),
        allowCredentials: described(publicKey.allowCredentials),
      },
    }),
  );
  const response = credential.response as AuthenticatorAssertionResponse;
  return {
    ...common(credential),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: text(response.userHandle),
    },
  };
}

/** Makes a passkey; gives what the sign-in service keeps. Throws PasskeyDeclined. */
export async function passkeyMake({ publicKey }: CreationOptions): Promise<unknown> {
  const credential = await ceremony(
    navigator.credentials.create({
      publicKey: {
        ...publicKey,
        challenge: bytes(publicKey.challenge),
        user: { ...publicKey.user, id: bytes(publicKey.user.id) },
        excludeCredentials: described(publicKey.excludeCredentials),
      },
    }),
  );
  const response = credential.response as AuthenticatorAttestationResponse;
  return {
    ...common(credential),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    },
  };
}

export type { CreationOptions, RequestOptions };
