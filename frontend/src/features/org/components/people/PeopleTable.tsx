import { Button, Modal, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ConfirmButton } from "@/ui/ConfirmButton";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { type Held, useEnd, useEndSet } from "../../api/people";
import { dayOf, endOfDay } from "../../state/dates";

interface Props {
  rows: Held[];
  host: string;
  zone: string;
}

/** Who holds which role, where and until when; with what the viewer may do about it. */
export function PeopleTable({ rows, host, zone }: Props) {
  const { t } = useTranslation("people");
  return (
    <div className="og-scroll" tabIndex={0} role="region" aria-label={t("title")}>
      <table className="og-table og-people" data-testid="people-table">
        <thead>
          <tr>
            {["person", "role", "where", "until"].map((column) => (
              <th key={column} scope="col">
                {t(`column.${column}`)}
              </th>
            ))}
            <th scope="col">
              <span className="vh">{t("column.acts")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((held) => (
            <Row key={held.id} held={held} host={host} zone={zone} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ held, host, zone }: { held: Held; host: string; zone: string }) {
  const { t } = useTranslation("people");
  const words = useWords();
  const end = useEnd(host);
  const name = words(held.person.name);
  const role = t(`role.${held.role}`);
  return (
    <tr data-testid={`held-${held.role}`}>
      <th scope="row">
        {name}
        {held.email && <small>{held.email}</small>}
      </th>
      <td>{role}</td>
      <td>
        {held.edition ? words(held.edition.name) : t("wholeHost")}
        {held.organization && (
          <small>{t("guestOf", { name: words(held.organization.name) })}</small>
        )}
      </td>
      <td>
        <Until held={held} zone={zone} />
      </td>
      <td className="og-acts">
        {held.may.edit && <EndDate held={held} host={host} zone={zone} name={name} role={role} />}
        {held.may.end && (
          <ConfirmButton
            variant="default"
            loading={end.isPending}
            question={t("end.ask", { name, role })}
            confirm={t("end.act")}
            body={<p>{t("end.why")}</p>}
            onConfirm={() => end.mutate({ held, reason: "" })}
            testid={`end-${held.role}`}
          >
            {t("end.open")}
          </ConfirmButton>
        )}
        <ProblemAlert error={end.error} />
      </td>
    </tr>
  );
}

function Until({ held, zone }: { held: Held; zone: string }) {
  const { t } = useTranslation("people");
  if (held.ended_at) {
    return (
      <>
        {t("endedAt")} <When at={held.ended_at} zone={zone} plain />
      </>
    );
  }
  return held.until ? <When at={held.until} zone={zone} plain /> : <>{t("noEnd")}</>;
}

interface EndDateProps {
  held: Held;
  host: string;
  zone: string;
  name: string;
  role: string;
}

/** Gives a role another end, or takes the end away. */
function EndDate({ held, host, zone, name, role }: EndDateProps) {
  const { t } = useTranslation("people");
  const { t: common } = useTranslation("common");
  const [open, setOpen] = useState(false);
  const [day, setDay] = useState(held.until ? dayOf(held.until, zone) : "");
  const set = useEndSet(host);
  const save = (event: FormEvent) => {
    event.preventDefault();
    set.mutate(
      { held, until: day ? endOfDay(day, zone) : null },
      { onSuccess: () => setOpen(false) },
    );
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)} data-testid={`until-${held.role}`}>
        {t("until.open")}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={t("until.title", { name, role })}
        closeButtonProps={{ "aria-label": common("close") }}
      >
        <form className="ys-stack" onSubmit={save} noValidate>
          <TextInput
            type="date"
            label={t("until.label")}
            description={t("until.hint")}
            value={day}
            onChange={(event) => setDay(event.currentTarget.value)}
            data-testid="until-day"
          />
          <ProblemAlert error={set.error} />
          <div className="ys-row between">
            <Button variant="default" onClick={() => setOpen(false)}>
              {common("back")}
            </Button>
            <Button type="submit" loading={set.isPending} data-testid="until-save">
              {t("until.save")}
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}
