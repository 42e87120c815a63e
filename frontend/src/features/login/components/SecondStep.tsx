import { useTranslation } from "react-i18next";
import type { FactorType } from "@/api/factors";
import { FactorCheck } from "@/ui/FactorCheck";
import { sessionRead } from "../api/codes";

interface Props {
  types: FactorType[];
  onDone: () => void;
}

/** The second step of signing in, for accounts with a second factor. */
export function SecondStep({ types, onDone }: Props) {
  const { t } = useTranslation("login");
  const done = async () => {
    await sessionRead();
    onDone();
  };
  return (
    <div className="ys-stack" data-testid="login-second">
      <p className="ys-soft" role="status">
        {t("second.why")}
      </p>
      <FactorCheck occasion="authenticate" types={types} onDone={done} />
    </div>
  );
}
