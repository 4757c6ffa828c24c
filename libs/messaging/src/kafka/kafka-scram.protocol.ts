import { createRequire } from 'node:module';
import { type KafkaRequest } from './kafka-cluster.js';

/**
 * Users of a broker (KIP-554): two requests that kafkajs 2.2.4 lacks, written with its own encoder. Both are "flexible" versions: compact
 * lengths, and an empty set of tagged fields behind the header and behind every structure.
 * Format: https://kafka.apache.org/protocol.html#The_Messages_AlterUserScramCredentials
 */
export const SCRAM_SHA_512 = 2;

export interface ScramUpsertion {
  readonly name: string;
  readonly iterations: number;
  readonly salt: Buffer;
  /** PBKDF2 of the password: the password itself is never sent. */
  readonly saltedPassword: Buffer;
}

export interface ScramChanges {
  readonly upsertions: readonly ScramUpsertion[];
  readonly deletions: readonly string[];
}

export interface UserAnswer {
  readonly user: string;
  /** 0 = done; the numbers of the protocol's error table. */
  readonly errorCode: number;
}

interface Encoder {
  writeInt8(value: number): Encoder;
  writeInt32(value: number): Encoder;
  writeUVarIntString(value: string): Encoder;
  writeUVarIntBytes(value?: Buffer): Encoder;
  writeUVarIntArray(array: readonly Encoder[] | null): Encoder;
}

interface Decoder {
  readInt8(): number;
  readInt16(): number;
  readInt32(): number;
  readUVarIntString(): string | null;
  readUVarIntArray<T>(reader: (decoder: Decoder) => T): T[] | null;
  readTaggedFields(): unknown;
}

const require = createRequire(import.meta.url);
const newEncoder = (): Encoder => new (require('kafkajs/src/protocol/encoder.js') as new () => Encoder)();
const decoderOf = (bytes: Buffer): Decoder =>
  new (require('kafkajs/src/protocol/decoder.js') as new (bytes: Buffer) => Decoder)(bytes);

export function alterUsers({ deletions, upsertions }: ScramChanges): KafkaRequest<readonly UserAnswer[]> {
  return flexible(51, 'AlterUserScramCredentials', {
    encode: (encoder) =>
      encoder
        .writeUVarIntArray(
          deletions.map((name) => newEncoder().writeUVarIntString(name).writeInt8(SCRAM_SHA_512).writeUVarIntBytes()),
        )
        .writeUVarIntArray(
          upsertions.map(({ name, iterations, salt, saltedPassword }) =>
            newEncoder()
              .writeUVarIntString(name)
              .writeInt8(SCRAM_SHA_512)
              .writeInt32(iterations)
              .writeUVarIntBytes(salt)
              .writeUVarIntBytes(saltedPassword)
              .writeUVarIntBytes(),
          ),
        ),
    decode: (decoder) => {
      decoder.readInt32();
      return usersIn(decoder, () => undefined);
    },
  });
}

/** Every user that has a password for some SCRAM mechanism. */
export function listUsers(): KafkaRequest<readonly UserAnswer[]> {
  return flexible(50, 'DescribeUserScramCredentials', {
    // null = all of them.
    encode: (encoder) => encoder.writeUVarIntArray(null),
    decode: (decoder) => {
      decoder.readInt32();
      const errorCode = decoder.readInt16();
      decoder.readUVarIntString();
      if (errorCode !== 0) return [{ user: '', errorCode }];
      return usersIn(decoder, (at) => {
        at.readUVarIntArray((credential) => {
          credential.readInt8();
          credential.readInt32();
          credential.readTaggedFields();
        });
      });
    },
  });
}

function usersIn(decoder: Decoder, rest: (decoder: Decoder) => void): readonly UserAnswer[] {
  const read = (at: Decoder): UserAnswer => {
    const user = at.readUVarIntString() ?? '';
    const errorCode = at.readInt16();
    at.readUVarIntString();
    rest(at);
    at.readTaggedFields();
    return { user, errorCode };
  };
  return decoder.readUVarIntArray(read) ?? [];
}

function flexible<Answer>(
  apiKey: number,
  apiName: string,
  body: { encode(encoder: Encoder): Encoder; decode(decoder: Decoder): Answer },
): KafkaRequest<Answer> {
  return {
    request: {
      apiKey,
      apiVersion: 0,
      apiName,
      encode: () => Promise.resolve(body.encode(newEncoder().writeUVarIntBytes()).writeUVarIntBytes()),
    },
    response: {
      decode: (bytes) => {
        const decoder = decoderOf(bytes);
        decoder.readTaggedFields();
        return Promise.resolve(body.decode(decoder));
      },
      parse: (answer) => Promise.resolve(answer),
    },
  };
}
