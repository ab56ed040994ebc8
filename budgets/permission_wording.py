"""What somebody reads who may not do something: a sentence per right."""

from budgets.actions.imports import MAY_NOT as MAY_NOT_IMPORT
from municipalities.rights import Right

MAKE, CHANGE, DELETE = "budgets.add_scenario", "budgets.change_scenario", "budgets.delete_scenario"
PROPOSE, WITHDRAW = "budgets.propose_scenario", "budgets.withdraw_proposal"
READ_ONLY = (
    "U kunt dit scenario bekijken, maar niet wijzigen. Dat kan wie het maakte, en elke beleidsadviseur, "
    "financieel adviseur of beheerder van de regio."
)
NO_UNDO = "Met uw rol kunt u deze wijziging niet ongedaan maken. Vraag een financieel adviseur of beheerder."
SENTENCES = {
    MAKE: "Met uw rol kunt u hier geen scenario’s maken. Vraag een beleidsadviseur of financieel adviseur.",
    CHANGE: READ_ONLY,
    DELETE: READ_ONLY,
    PROPOSE: "Een scenario voorstellen kan wie het mag wijzigen.",
    WITHDRAW: "Een voorstel intrekken kan wie het deed, en een beheerder van de regio.",
    Right.MEASURES: (
        "Met uw rol kunt u doelen, maatregelen, kostenposten, deelname en aantallen woningen bekijken, maar "
        "niet wijzigen. "
        "Vraag een beleidsadviseur of financieel adviseur."
    ),
    Right.OPTIONS: (
        "Met uw rol kunt u bijstellingsopties bekijken, maar niet wijzigen. "
        "Vraag een beleidsadviseur of financieel adviseur."
    ),
    Right.AMOUNTS: (
        "Hier staan bedragen. Die kan alleen een financieel adviseur of beheerder "
        "wijzigen of laten vervallen."
    ),
    Right.STREAMS: (
        "Met uw rol kunt u baten, taakstellingen, p.m.-posten, dekking, verdeelsleutels en afspraken over "
        "woningen bekijken, maar niet wijzigen. "
        "Vraag een financieel adviseur."
    ),
    Right.POSITIONS: (
        "Met uw rol kunt u standpunten bekijken, maar niet vastleggen. "
        "Vraag een beleidsadviseur of beheerder van de regio."
    ),
    Right.VERSIONS: (
        "Met uw rol kunt u geen versies vaststellen en geen nieuw plan beginnen. "
        "Vraag een financieel adviseur of beheerder van uw regio."
    ),
    Right.IMPORT: MAY_NOT_IMPORT,
    Right.MEMBERS: (
        "Met uw rol kunt u zien welke gemeenten deelnemen aan de regio, maar dat niet wijzigen. "
        "Vraag een beheerder van de regio."
    ),
}
