import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { EmptyState } from "@/ui/EmptyState";
import { When } from "@/ui/When";
import type { RoomSeen } from "../../api/witness";
import { StateChip } from "../StateChip";

/** Rooms side by side: who is there, what is signed, who ran what. Counts only. */
export function RoomsTab({ rooms, zone }: { rooms: RoomSeen[]; zone: string }) {
  const { t } = useTranslation("witness");
  if (rooms.length === 0) {
    return <EmptyState title={t("rooms.none")}>{t("rooms.noneWhy")}</EmptyState>;
  }
  return (
    <div className="wt-rooms">
      {rooms.map((room) => (
        <RoomCard key={room.id} room={room} zone={zone} />
      ))}
    </div>
  );
}

function RoomCard({ room, zone }: { room: RoomSeen; zone: string }) {
  const { t } = useTranslation(["witness", "org"]);
  const words = useWords();
  return (
    <section className="ys-card" data-testid="witness-room">
      <h2>
        {words(room.name)} <small className="ys-muted">{words(room.round.name)}</small>{" "}
        <StateChip of="round" state={room.round.state} />
      </h2>
      <dl className="wt-figures">
        {(["judges", "screens"] as const).map((each) => (
          <div key={each}>
            <dt>{t(`rooms.${each}`)}</dt>
            <dd className="num">
              <b data-testid={`present-${each}`}>{room[each].present}</b>
              {t("rooms.of", { count: room[each].of })}
            </dd>
          </div>
        ))}
        <div>
          <dt>{t("rooms.devices")}</dt>
          <dd className="num">
            <b>{room.devices}</b>
          </dd>
        </div>
      </dl>
      {room.slots.length > 0 && (
        <div className="og-scroll">
          <table className="og-table">
            <thead>
              <tr>
                <th scope="col">{t("rooms.team")}</th>
                <th scope="col">{t("rooms.state")}</th>
                <th scope="col" className="n">
                  {t("rooms.signed")}
                </th>
              </tr>
            </thead>
            <tbody>
              {room.slots.map((slot) => (
                <tr key={slot.id}>
                  <th scope="row">
                    <span className="num">{slot.entry}</span>
                    <small>
                      {slot.session && `${t("org:session.part", { number: slot.session })} · `}
                      {slot.title}
                    </small>
                  </th>
                  <td>{t(`org:slot.${slot.state}`)}</td>
                  <td className="n num">
                    {slot.signed} / {slot.of}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <h3>{t("rooms.steps")}</h3>
      {room.steps.length === 0 && <p className="ys-small ys-soft">{t("rooms.stepsNone")}</p>}
      <ol className="wt-steps">
        {room.steps.map((step) => (
          <li key={`${step.step}${step.at}`}>
            <When at={step.at} zone={zone} plain />
            <b>{t(`ran.${step.step}`)}</b>
            <span className="ys-soft">{step.by ? words(step.by.name) : ""}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
