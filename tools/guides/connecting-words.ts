import type { Language } from '#lib/exchange-rules';

export interface Connection {
  readonly mediaTypes: readonly string[];
  readonly sends: boolean;
  readonly pull: boolean;
  readonly push: boolean;
}

/** How to connect, what the answers mean, and how to follow a message: the same for every partner but for what is passed in. */
export function connectingWords(language: Language, connection: Connection): string {
  return language === 'nl' ? dutch(connection) : english(connection);
}

function dutch({ mediaTypes, sends, pull, push }: Connection): string {
  const types = mediaTypes.map((type) => `\`${type}\``).join(' of ');
  const sending = `\`POST /v1/messages\` met één bericht als ${types}, in UTF-8, niet gecomprimeerd, hoogstens 1 MiB.`;
  return `## Aansluiten

1. **Certificaat.** Uw systeem opent de verbinding met een clientcertificaat met uw OIN in \`Subject.serialNumber\` (TLS 1.3). Het OIN van het certificaat is het OIN van de afzender in het bericht; een ander wordt geweigerd.
2. **Token.** Vraag met dat certificaat een access token aan (OAuth 2.0 client credentials, \`private_key_jwt\`) en stuur het mee: \`Authorization: Bearer …\`. Het geldt vijf minuten, bij deze deur en met dit certificaat.
3. **Sturen.** ${sends ? sending : 'U stuurt geen berichten.'}
4. **Ontvangen.** ${[
    push
      ? 'De hub levert af bij het adres dat u opgeeft, met zijn eigen certificaat. Antwoord 2xx als u het bericht hebt; hetzelfde nummer kan opnieuw komen en is dan een herhaling.'
      : '',
    pull
      ? 'U haalt op: `GET /v1/deliveries?limit=20&waitMs=20000`, en bevestigt met `POST /v1/deliveries/acknowledgements`. Wat niet bevestigd is, krijgt u opnieuw.'
      : '',
  ]
    .filter((text) => text !== '')
    .join(' ')}

De volledige beschrijving staat bij uw deur: \`/openapi.json\` (wat u stuurt en vraagt) en \`/asyncapi.json\` (wat u krijgt).

## Ontvangstbewijs en status

\`202\` met een ontvangstbewijs betekent: veilig opgeslagen. Krijgt u geen antwoord of \`503\`, stuur dan hetzelfde bericht met hetzelfde nummer nog eens; het blijft één bericht. \`GET /v1/messages/{id}\` zegt hoe het ervoor staat; met \`Prefer: wait=20\` pas als er iets verandert, en \`/v1/messages/{id}/events\` geeft elke verandering door. U ziet per ontvanger geleverd, wachtend, mislukt of geweigerd met de reden, en alleen van ontvangers van wie u het mag weten.

## Fouten

Elke fout is \`application/problem+json\` met een vaste \`code\`; alle fouten van een bericht staan er samen in, met de plaats in uw eigen bericht en nooit met de waarde.

| Status | \`code\` | Wat te doen |
| --- | --- | --- |
| 400 | \`invalid-content\` | Verbeter de genoemde plaatsen en stuur opnieuw. |
| 401 | \`unauthenticated\` | Certificaat of token ontbreekt, is verlopen of hoort niet bij deze deur. |
| 403 | \`not-your-source\`, \`not-your-message\`, \`scope-missing\` | Deze afzender, dit berichttype of deze vraag is niet van u. |
| 404 | \`not-found\` | Er is geen bericht van u met dit nummer. |
| 409 | \`id-reused\` | Dit nummer is al gebruikt met andere inhoud; een correctie krijgt een nieuw nummer. |
| 409 | \`in-progress\` | Hetzelfde bericht wordt net aangenomen; stuur het nog eens. |
| 413, 415 | \`body-too-large\`, \`unsupported-media-type\` | Te groot, of niet in een vorm die deze deur aanneemt. |
| 429 | \`too-many-requests\`, \`too-many-at-once\` | Wacht het aantal seconden van \`Retry-After\`. |
| 503 | \`unavailable\` | Niets is verloren; stuur hetzelfde opnieuw. |`;
}

function english({ mediaTypes, sends, pull, push }: Connection): string {
  const types = mediaTypes.map((type) => `\`${type}\``).join(' or ');
  const sending = `\`POST /v1/messages\` with one message as ${types}, in UTF-8, not compressed, 1 MiB at most.`;
  return `## Connecting

1. **Certificate.** Your system opens the connection with a client certificate that has your OIN in \`Subject.serialNumber\` (TLS 1.3). The OIN of the certificate is that of the message’s sender; any other is refused.
2. **Token.** With that certificate, ask for an access token (OAuth 2.0 client credentials, \`private_key_jwt\`) and send it along: \`Authorization: Bearer …\`. It holds for five minutes, at this door, with this certificate.
3. **Sending.** ${sends ? sending : 'You send no messages.'}
4. **Receiving.** ${[
    push
      ? 'The hub delivers to the address that you name, with a certificate of its own. Answer 2xx when you have the message; the same id may come again, and is a repeat then.'
      : '',
    pull
      ? 'You fetch: `GET /v1/deliveries?limit=20&waitMs=20000`, and acknowledge with `POST /v1/deliveries/acknowledgements`. What is not acknowledged comes again.'
      : '',
  ]
    .filter((text) => text !== '')
    .join(' ')}

The whole description is at your door: \`/openapi.json\` (what you send and ask) and \`/asyncapi.json\` (what you get).

## Receipt and status

\`202\` with a receipt means: stored safely. Without an answer, or with \`503\`, send the same message with the same id again; it stays one message. \`GET /v1/messages/{id}\` says how it stands; with \`Prefer: wait=20\` when something changes, and \`/v1/messages/{id}/events\` passes on each change. Per recipient you see delivered, waiting, failed, or refused with the reason, and only of recipients of whom you may know.

## Errors

Every error is \`application/problem+json\` with a fixed \`code\`; all faults of a message are named together, by the place in your own message and never by the value.

| Status | \`code\` | What to do |
| --- | --- | --- |
| 400 | \`invalid-content\` | Mend the places named and send again. |
| 401 | \`unauthenticated\` | Certificate or token is missing, has expired, or is not for this door. |
| 403 | \`not-your-source\`, \`not-your-message\`, \`scope-missing\` | This source, message type or question is not yours. |
| 404 | \`not-found\` | There is no message of yours with this id. |
| 409 | \`id-reused\` | This id was used before with other content; a correction gets a new id. |
| 409 | \`in-progress\` | The same message is being accepted at this moment; send it again. |
| 413, 415 | \`body-too-large\`, \`unsupported-media-type\` | Too large, or not in a form that this door takes. |
| 429 | \`too-many-requests\`, \`too-many-at-once\` | Wait for the seconds in \`Retry-After\`. |
| 503 | \`unavailable\` | Nothing is lost; send the same again. |`;
}
