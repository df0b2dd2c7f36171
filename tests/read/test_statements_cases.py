"""Who said what: a table of cases, one line each, by the form in which speech stands in the news."""

import pytest

from bilateral.model import Article
from bilateral.read.findings import Findings
from bilateral.read.pipeline import load_pipeline
from bilateral.read.statements import read_statements

# text, then what must be read from it: kind | speaker | cue | content, content in several stretches parted by " … ".
# fmt: off
DIRECT = [
    ('"The border stays open," Anna Kovac said.', "direct | Anna Kovac | said | The border stays open,"),
    ("“The border stays open,” said Anna Kovac, the interior minister.", "direct | Anna Kovac | said | The border stays open,"),
    ("Anna Kovac said: “The border stays open.”", "direct | Anna Kovac | said | The border stays open."),
    ("Anna Kovac said, “The border stays open.”", "direct | Anna Kovac | said | The border stays open."),
    ("«The border stays open,» Anna Kovac said.", "direct | Anna Kovac | said | The border stays open,"),
    ("“The border stays open,” Anna Kovac told reporters in Vienna on Monday.", "direct | Anna Kovac | told | The border stays open,"),
    ("“The border,” Anna Kovac said, “stays open.”", "direct | Anna Kovac | said | The border, … stays open."),
    ("“The border stays open,” Anna Kovac said. “We will check every car.”", "direct | Anna Kovac | said | The border stays open, … We will check every car."),
    ("“We are ready,” Anna Kovac warned on Friday. “They know it. They should act.”", "direct | Anna Kovac | warned | We are ready, … They know it. They should act."),
    ("“Will you close the border?” asked Anna Kovac.", "direct | Anna Kovac | asked | Will you close the border?"),
    ("“Never again!” Anna Kovac shouted.", "direct | Anna Kovac | shouted | Never again!"),
    ("“The talks were useful,” the statement said.", "direct | statement | said | The talks were useful,"),
    ("“The talks were useful,” the two ministers said in a joint statement.", "direct | two ministers | said | The talks were useful,"),
    ("“The talks were useful,” a senior diplomat who met the envoy said.", "direct | a senior diplomat | said | The talks were useful,"),
    ("“The treaty protects both nations,” reads the declaration.", "direct | declaration | reads | The treaty protects both nations,"),
    ("“The treaty protects both nations,” the declaration reads.", "direct | declaration | reads | The treaty protects both nations,"),
    ("Anna Kovac tweeted: “We stand with our neighbours.”", "direct | Anna Kovac | tweeted | We stand with our neighbours."),
    ("“We stand with our neighbours,” Anna Kovac wrote on social media.", "direct | Anna Kovac | wrote | We stand with our neighbours,"),
    ("“It is a mistake,” he added.", "direct | None | added | It is a mistake,"),
    ("Asked about the fence, Anna Kovac replied: “It will go.”", "direct | Anna Kovac | replied | It will go."),
    ("“It will go,” smiled Anna Kovac.", "direct | Anna Kovac | smiled | It will go,"),
    ("“I told them ‘leave us alone’ and they left,” Anna Kovac said.", "direct | Anna Kovac | said | I told them ‘leave us alone’ and they left,"),
    ("In a letter to parliament, Anna Kovac wrote: “We owe them an answer.”", "direct | Anna Kovac | wrote | We owe them an answer."),
    ("“The price is too high,” Anna Kovac argued, “and nobody will pay it.”", "direct | Anna Kovac | argued | The price is too high, … and nobody will pay it."),
    ("“The price is too high,” insisted Prime Minister Anna Kovac.", "direct | Anna Kovac | insisted | The price is too high,"),
    ("‘The price is too high,’ Anna Kovac said.", "direct | Anna Kovac | said | The price is too high,"),
    ("“We will leave,” May said on Friday.", "direct | May | said | We will leave,"),
    ("Anna Kovac went on to say: “We will leave.”", "direct | Anna Kovac | say | We will leave."),
    ("- We will stay - said Anna Kovac.", "direct | Anna Kovac | said | We will stay"),
    ("The envoy left on Monday.- We will stay - said Anna Kovac.", "direct | Anna Kovac | said | We will stay"),
    ("The ministry notes, “Prices have doubled since March.”", "direct | ministry | notes | Prices have doubled since March."),
]

INDIRECT = [
    ("Anna Kovac said that the border would stay open.", "indirect | Anna Kovac | said | the border would stay open"),
    ("Anna Kovac said the border would stay open.", "indirect | Anna Kovac | said | the border would stay open"),
    ("The border would stay open, Anna Kovac said.", "indirect | Anna Kovac | said | The border would stay open"),
    ("The border would stay open, said Anna Kovac.", "indirect | Anna Kovac | said | The border would stay open"),
    ("The border, Anna Kovac said, would stay open.", "indirect | Anna Kovac | said | The border … would stay open"),
    ("The border would stay open, the ministry said in a statement on Monday.", "indirect | ministry | said | The border would stay open"),
    ("Anna Kovac told reporters on Monday that the border would stay open.", "indirect | Anna Kovac | told | the border would stay open"),
    ("Anna Kovac told Reuters the border would stay open.", "indirect | Anna Kovac | told | the border would stay open"),
    ("Poland warned that the crisis could spread.", "indirect | Poland | warned | the crisis could spread"),
    ("Poland warned of a new crisis at the border.", "indirect | Poland | warned of | a new crisis at the border"),
    ("Poland warned against a hasty deal.", "indirect | Poland | warned against | a hasty deal"),
    ("Poland accused Belarus of sending migrants to the border.", "indirect | Poland | accused | Belarus of sending migrants to the border"),
    ("Poland blamed Belarus for the crisis.", "indirect | Poland | blamed | Belarus for the crisis"),
    ("Poland called for new sanctions against Belarus.", "indirect | Poland | called for | new sanctions against Belarus"),
    ("Poland called on Belarus to release the prisoners.", "indirect | Poland | called on | Belarus to release the prisoners"),
    ("Poland urged Belarus to release the prisoners.", "indirect | Poland | urged | Belarus to release the prisoners"),
    ("Poland vowed to keep the border closed.", "indirect | Poland | vowed | to keep the border closed"),
    ("Poland promised to send more aid.", "indirect | Poland | promised | to send more aid"),
    ("Poland threatened to close the border.", "indirect | Poland | threatened | to close the border"),
    ("Poland demanded an apology from Belarus.", "indirect | Poland | demanded | an apology from Belarus"),
    ("Poland denied any role in the attack.", "indirect | Poland | denied | any role in the attack"),
    ("Poland denied sending soldiers across the border.", "indirect | Poland | denied | sending soldiers across the border"),
    ("Poland condemned the attack on the embassy.", "indirect | Poland | condemned | the attack on the embassy"),
    ("Poland welcomed the ceasefire in the region.", "indirect | Poland | welcomed | the ceasefire in the region"),
    ("Poland described the vote as a farce.", "indirect | Poland | described | the vote as a farce"),
    ("Poland called the vote a farce.", "indirect | Poland | called | the vote a farce"),
    ("Poland expressed concern about the arrests.", "indirect | Poland | expressed | concern about the arrests"),
    ("Poland announced that the embassy would reopen.", "indirect | Poland | announced | the embassy would reopen"),
    ("Poland reiterated its support for the treaty.", "indirect | Poland | reiterated | its support for the treaty"),
    ("Officials pointed out that the treaty had expired.", "indirect | Officials | pointed out | the treaty had expired"),
    ("Anna Kovac made clear that the border would stay closed.", "indirect | Anna Kovac | made clear | the border would stay closed"),
    ("Anna Kovac asked whether the treaty had expired.", "indirect | Anna Kovac | asked | whether the treaty had expired"),
    ("According to Anna Kovac, the border would stay open.", "indirect | Anna Kovac | According to | the border would stay open"),
    ("The border would stay open, according to two officials.", "indirect | two officials | according to | The border would stay open"),
    ("The border, according to Anna Kovac, would stay open.", "indirect | Anna Kovac | according to | The border … would stay open"),
    ("In the minister's opinion, the treaty is dead.", "indirect | minister | In the minister's opinion | the treaty is dead"),
    ("As Anna Kovac has said, the treaty is dead.", "indirect | Anna Kovac | said | the treaty is dead"),
    ("Critics say the law goes too far.", "indirect | Critics | say | the law goes too far"),
    ("The report found that exports had fallen by half.", "indirect | report | found | exports had fallen by half"),
    ("Experts believe the army is preparing an attack.", "indirect | Experts | believe | the army is preparing an attack"),
    ("The agency reported that three soldiers had died.", "indirect | agency | reported | three soldiers had died"),
    ("Three soldiers had died, reported the agency.", "indirect | agency | reported | Three soldiers had died"),
    ("Three soldiers had died - said the defence ministry.", "indirect | defence ministry | said | Three soldiers had died"),
    ("WARSAW, May 3 (Agency) - Three soldiers had died, the army said.", "indirect | army | said | Three soldiers had died"),
    ("Anna Kovac, QC, said the law was void.", "indirect | Anna Kovac | said | the law was void"),
    ("Poland said it was ready, but it would wait for the vote.", "indirect | Poland | said | it was ready, but it would wait for the vote"),
    ("The talks had failed, Anna Kovac said, although nobody had left.", "indirect | Anna Kovac | said | The talks had failed … although nobody had left"),
    ("The state media said that the border was open.", "indirect | state media | said | the border was open"),
    ("According to Kovac the border would stay open.", "indirect | Kovac | According to | the border would stay open"),
]

MIXED = [
    ("Anna Kovac said the fence was “a great mistake”.", "mixed | Anna Kovac | said | the fence was “a great mistake”"),
    ("Anna Kovac said that the fence was “a great mistake” and would be removed.", "mixed | Anna Kovac | said | the fence was “a great mistake” and would be removed"),
    ("Anna Kovac called the fence “a great mistake”.", "mixed | Anna Kovac | called | the fence “a great mistake”"),
    ("Anna Kovac described the fence as “a great mistake”.", "mixed | Anna Kovac | described | the fence as “a great mistake”"),
    ("Poland condemned the “brutal” attack on the embassy.", "mixed | Poland | condemned | the “brutal” attack on the embassy"),
    ("Poland warned of “grave consequences” for the region.", "mixed | Poland | warned of | “grave consequences” for the region"),
    ("The fence was “a great mistake”, Anna Kovac said.", "mixed | Anna Kovac | said | The fence was “a great mistake”"),
    ("The fence was “a great mistake,” according to Anna Kovac.", "mixed | Anna Kovac | according to | The fence was “a great mistake,”"),
    ("Anna Kovac said the fence was “a mistake. It should never have been built.”", "mixed | Anna Kovac | said | the fence was “a mistake. It should never have been built.”"),
    ("Anna Kovac said the fence was “a great mistake.” “It divides families.”", "mixed | Anna Kovac | said | the fence was “a great mistake.” … It divides families."),
    ("Poland accused Belarus of “state terror” against its own people.", "mixed | Poland | accused | Belarus of “state terror” against its own people"),
    ("The communique says both sides will “deepen trust” and meet again.", "mixed | communique | says | both sides will “deepen trust” and meet again"),
    ("Anna Kovac vowed to fight “to the last man” for the city.", "mixed | Anna Kovac | vowed | to fight “to the last man” for the city"),
    ("Anna Kovac expressed “deep concern” over the arrests.", "mixed | Anna Kovac | expressed | “deep concern” over the arrests"),
    ("We have to “share the load. Nobody can do it alone,” Anna Kovac said.", "mixed | Anna Kovac | said | We have to “share the load. Nobody can do it alone,”"),
]

SEVERAL = [
    ("Anna Kovac said the talks had failed, adding that no new date was set.", "indirect | Anna Kovac | said | the talks had failed", "indirect | Anna Kovac | adding | no new date was set"),
    ("“The talks failed,” Anna Kovac said, adding that no new date was set.", "direct | Anna Kovac | said | The talks failed,", "indirect | Anna Kovac | adding | no new date was set"),
    ("Poland condemned the attack and urged both sides to talk.", "indirect | Poland | condemned | the attack", "indirect | Poland | urged | both sides to talk"),
    ("Poland said the talks had failed but Belarus said they would resume.", "indirect | Poland | said | the talks had failed", "indirect | Belarus | said | they would resume"),
    ("Reuters reported that Poland had said it was ready.", "indirect | Reuters | reported | Poland had said it was ready", "indirect | Poland | said | it was ready"),
    ("Reuters reported that Poland had denied the claim.", "indirect | Reuters | reported | Poland had denied the claim"),
    ("Anna Kovac said Poland had promised to send aid.", "indirect | Anna Kovac | said | Poland had promised to send aid"),
    ("Anna Kovac said she hoped the talks would resume.", "indirect | Anna Kovac | said | she hoped the talks would resume"),
    ("“We will stay,” Anna Kovac said. She warned that the winter would be hard.", "direct | Anna Kovac | said | We will stay,", "indirect | Anna Kovac | warned | the winter would be hard"),
    ("“We will stay.” Anna Kovac said the winter would be hard.", "indirect | Anna Kovac | said | the winter would be hard"),
    ("Poland, which said it would attend the summit, has called for a truce.", "indirect | Poland | said | it would attend the summit", "indirect | Poland | called for | a truce"),
    ("Anna Kovac, who has warned of a new war, met the envoy.", "indirect | Anna Kovac | warned of | a new war"),
    ("The agency quoted Anna Kovac as saying the border was safe.", "indirect | Anna Kovac | saying | the border was safe"),
    ("Anna Kovac was quoted as saying that the border was safe.", "indirect | Anna Kovac | saying | the border was safe"),
    ("“The border is safe,” the agency quoted Anna Kovac as saying.", "direct | Anna Kovac | saying | The border is safe,"),
    ("Poland issued a statement saying the border was safe.", "indirect | Poland | saying | the border was safe"),
    ("The vote was described by Anna Kovac as a farce.", "indirect | Anna Kovac | described | as a farce"),
    ("Belarus rejected Poland's claim that the border was closed.", "indirect | Poland | claim | the border was closed"),
    ("Poland made a promise to send more aid.", "indirect | Poland | promise | to send more aid"),
    ("The minister's warning that war was near went unheard.", "indirect | minister | warning | war was near"),
    ("Anna Kovac of Poland and Pavel Novak of Slovakia said that they would meet again.", "indirect | Anna Kovac and Pavel Novak | said | they would meet again"),
    ("Poland and Slovakia said that they would meet again.", "indirect | Poland and Slovakia | said | they would meet again"),
    ("Anna Kovac said prices could fall and conceded that the crisis would hurt many.", "indirect | Anna Kovac | said | prices could fall", "indirect | Anna Kovac | conceded | the crisis would hurt many"),
    ("Anna Kovac said action was vital, insisting there was no time to lose.", "indirect | Anna Kovac | said | action was vital", "indirect | Anna Kovac | insisting | there was no time to lose"),
    ("Poland sent a letter to the council accusing Belarus of state terror.", "indirect | Poland | accusing | Belarus of state terror"),
    ("The agency quoted the envoy as saying the vote was void.", "indirect | envoy | saying | the vote was void"),
    ("Poland said prices had risen. It was added that exports had fallen.", "indirect | Poland | said | prices had risen", "indirect | Poland | added | exports had fallen"),
]

PARAGRAPHS = [
    ("“We came here to talk,” Anna Kovac said.\n\n“We did not come to fight.”", "direct | Anna Kovac | said | We came here to talk,", "direct | Anna Kovac | None | We did not come to fight."),
    ("Anna Kovac said: “We came here to talk.\n\n“We did not come to fight.”", "direct | Anna Kovac | said | We came here to talk. … We did not come to fight."),
    ('Anna Kovac said: "We came here to talk.\n\n"We did not come to fight."', "direct | Anna Kovac | said | We came here to talk. … We did not come to fight."),
    ("Anna Kovac: Border to stay open\n\nThe border will not close this year.", "indirect | Anna Kovac | : | Border to stay open"),
    ("Poland says border will stay open\n\nThe border will not close this year.", "indirect | Poland | says | border will stay open"),
    ("Border will stay open, says Poland\n\nNobody was hurt.", "indirect | Poland | says | Border will stay open"),
    ("ANNA KOVAC: We came to talk.\n\nWe did not come to fight.\n\nPAVEL NOVAK: Nor did we.", "direct | ANNA KOVAC | : | We came to talk. … We did not come to fight.", "direct | PAVEL NOVAK | : | Nor did we."),
    ("The guests met in Vienna.\n\nPresident Anna Kovac: Friends,\n\nI thank you. We have waited long for this day.\n\nI wish you well.", "direct | Anna Kovac | : | Friends, … I thank you. We have waited long for this day. … I wish you well."),
    ("OPENING NEW ROADS: Poland builds a road.\n\nIt began opening new roads in May.", ),
    ("Question: Will you meet?\n\nAnna Kovac: Yes, we will meet.\n\nQuestion: When?", "direct | Question | : | Will you meet?", "direct | Anna Kovac | : | Yes, we will meet.", "direct | Question | : | When?"),
]

NOTHING = [
    "The so-called “peace council” met in Minsk.",
    "The film “The Long Road Home” won a prize.",
    "The tanker “Sabina” left the port of Odesa.",
    "Soldiers closed the border at noon.",
    "The minister met her colleague in Vienna.",
    "The ministers discussed trade and energy.",
    "The two sides agreed to meet again in May.",
    "Poland plans to build a new port.",
    "The law calls itself “an act of mercy”.",
    "Photo: a soldier at the border",
    "12:30: doors open",
    "He wrote a book on the war.",
    "The talks, which began on Monday, continue.",
    "The treaty was signed in “Hotel Europa” in Prague.",
    "The president will attend the summit.",
    "Anna Kovac declined to say whether the talks had failed.",
    "A group called the Silent Circle meets in the town.",
    "The president is expected to announce new tariffs.",
    "Poland will propose a new treaty in May.",
    "The bridge was considered safe.",
    "- New bridges - two in the north and one in the south",
    "Poland did not say whether the talks had failed.",
    "Poland moved to condemn the attack.",
    "An official, who asked not to be named, left the room.",
    "Poland rejected the offer.",
    "I welcome the ceasefire.",
]
# fmt: on


def read(text: str) -> list[str]:
    """Return what is read from a text, a line for each statement as the tables write it."""
    article = Article(address="test", text=text)
    lines = []
    for statement in read_statements(Findings(article, load_pipeline()(text))):
        cue = statement.cue.text if statement.cue else None
        content = " … ".join(span.text for span in statement.content)
        lines.append(f"{statement.kind} | {statement.speaker} | {cue} | {content}")
    return lines


@pytest.mark.parametrize(("text", "line"), DIRECT)
def test_direct_speech(text: str, line: str) -> None:
    """Words in quotation marks are read with their cue, wherever it stands."""
    assert read(text) == [line]


@pytest.mark.parametrize(("text", "line"), INDIRECT)
def test_indirect_speech(text: str, line: str) -> None:
    """Reported words are read from the cue's complement or from around the cue."""
    assert read(text) == [line]


@pytest.mark.parametrize(("text", "line"), MIXED)
def test_mixed_speech(text: str, line: str) -> None:
    """A reported clause with quoted words in it is read whole, with its marks."""
    assert read(text) == [line]


@pytest.mark.parametrize("case", SEVERAL, ids=lambda case: case[0])
def test_several_cues(case: tuple[str, ...]) -> None:
    """Each cue makes a statement of its own, and nested speech keeps both layers."""
    assert read(case[0]) == list(case[1:])


@pytest.mark.parametrize("case", PARAGRAPHS, ids=lambda case: case[0])
def test_speech_over_paragraphs(case: tuple[str, ...]) -> None:
    """Quotations and turns run over paragraphs, and headlines have speakers too."""
    assert read(case[0]) == list(case[1:])


@pytest.mark.parametrize("text", NOTHING)
def test_no_statement(text: str) -> None:
    """Borrowed phrases, titles, names and plain acts are no statements."""
    assert read(text) == []
