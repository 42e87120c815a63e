import "../board.css";
import "../zone.css";

export { BoardPage } from "./BoardPage";
export { ListPage } from "./ListPage";
export { ProjectPage } from "./ProjectPage";
export { ProspectsPage } from "./ProspectsPage";
