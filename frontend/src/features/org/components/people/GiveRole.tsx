import { Button, Modal, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ProblemAlert } from "@/ui/Problem";
import { type Given, type Offices, useGive } from "../../api/people";
import { endOfDay } from "../../state/dates";
import { FreshLink } from "./FreshLink";

interface Props {
  offices: Offices;
  edition: string;
  zone: string;
}

/** The button that opens the form, and the dialog itself. */
export function GiveRole(props: Props) {
  const { t } = useTranslation("people");
  const { t: common } = useTranslation("common");
  const [open, setOpen] = useState(false);
  const [given, setGiven] = useState<Given | null>(null);
  const words = useWords();
  const close = () => {
    setOpen(false);
    setGiven(null);
  };
  const held = given?.membership;
  return (
    <>
      <Button onClick={() => setOpen(true)} data-testid="give-open">
        {t("give.open")}
      </Button>
      <Modal
        opened={open}
        onClose={close}
        title={t("give.title")}
        closeButtonProps={{ "aria-label": common("close") }}
      >
        {given ? (
          <div className="ys-stack" data-testid="give-done">
            {held && (
              <p>
                {t("give.held", {
                  name: words(held.person.name),
                  role: t(`role.${held.role}`),
                })}
              </p>
            )}
            {given.offer && <FreshLink given={given} zone={props.zone} />}
            <Button onClick={close} data-testid="give-close">
              {t("give.close")}
            </Button>
          </div>
        ) : (
          <Form {...props} onGiven={setGiven} />
        )}
      </Modal>
    </>
  );
}

const HOST = "";
const NONE = "";
const NEW = "new";

function Form({ offices, edition, zone, onGiven }: Props & { onGiven: (given: Given) => void }) {
  const { t } = useTranslation("people");
  const words = useWords();
  const give = useGive(offices.host.id);
  const places = offices.editions.filter(({ roles }) => roles.length > 0);
  const [email, setEmail] = useState("");
  const [place, setPlace] = useState(
    () => places.find(({ id }) => id === edition)?.id ?? places[0]?.id ?? HOST,
  );
  const [chosen, setChosen] = useState("");
  const [guest, setGuest] = useState(NONE);
  const [guestName, setGuestName] = useState("");
  const [day, setDay] = useState("");
  const roles = places.find(({ id }) => id === place)?.roles ?? offices.roles;
  const role = roles.includes(chosen) ? chosen : (roles[0] ?? "");
  const guests = place !== HOST && offices.guest_roles.includes(role);
  const organization = guests ? guest : NONE;
  const send = (event: FormEvent) => {
    event.preventDefault();
    give.mutate(
      {
        email: email.trim(),
        role,
        edition: place || null,
        until: day ? endOfDay(day, zone) : null,
        organization:
          organization === NEW
            ? { name: { zh: guestName.trim() } }
            : organization
              ? { id: organization }
              : null,
      },
      { onSuccess: onGiven },
    );
  };
  return (
    <form className="ys-stack" onSubmit={send} noValidate data-testid="give-form">
      <TextInput
        type="email"
        label={t("give.email")}
        description={t("give.emailHint")}
        value={email}
        autoComplete="off"
        onChange={(event) => setEmail(event.currentTarget.value)}
        data-testid="give-email"
      />
      <NativeSelect
        label={t("give.place")}
        value={place}
        data={[
          ...places.map(({ id, name }) => ({ value: id, label: words(name) })),
          ...(offices.roles.length > 0 ? [{ value: HOST, label: t("wholeHost") }] : []),
        ]}
        onChange={(event) => setPlace(event.currentTarget.value)}
        data-testid="give-place"
      />
      <NativeSelect
        label={t("give.role")}
        description={role && t(`is.${role}`)}
        value={role}
        data={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data-testid="give-role"
      />
      {guests && (
        <NativeSelect
          label={t("give.guest")}
          description={t("give.guestHint")}
          value={guest}
          data={[
            { value: NONE, label: t("give.own") },
            ...offices.guests.map(({ id, name }) => ({ value: id, label: words(name) })),
            { value: NEW, label: t("give.newGuest") },
          ]}
          onChange={(event) => setGuest(event.currentTarget.value)}
          data-testid="give-guest"
        />
      )}
      {organization === NEW && (
        <TextInput
          label={t("give.guestName")}
          value={guestName}
          onChange={(event) => setGuestName(event.currentTarget.value)}
          data-testid="give-guest-name"
        />
      )}
      <TextInput
        type="date"
        label={t("until.label")}
        description={organization || role === "executor" ? t("give.endNeeded") : t("until.hint")}
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
        data-testid="give-until"
      />
      <ProblemAlert error={give.error} safe={give.error ? t("give.safe") : undefined} />
      <Button type="submit" loading={give.isPending} data-testid="give-send">
        {t("give.send")}
      </Button>
    </form>
  );
}
