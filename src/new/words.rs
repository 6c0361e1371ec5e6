//! The words of new files, in the languages of an observatory.

use crate::lang::Lang;

/// What new files say.
#[derive(Debug)]
pub(super) struct Phrases {
    pub(super) intro: &'static str,
    pub(super) required: &'static str,
    pub(super) one: &'static str,
    pub(super) several: &'static str,
    pub(super) in_body: &'static str,
    pub(super) like: &'static str,
    pub(super) sample: &'static str,
    pub(super) sample_text: &'static str,
    pub(super) unused: &'static str,
}

static ES: Phrases = Phrases {
    intro: "Las líneas que empiezan con # son ayuda y no se publican. Quite el # delante de un campo para darlo. Lo que no se sabe se dice: sin-informacion (la fuente no lo sabe), no-existe (la fuente dice que no hay), no-aplica, sin-relevar (nadie ha mirado todavía).",
    required: "Obligatorio. ",
    one: "Uno de:",
    several: "Uno o varios de:",
    in_body: "Se escribe más abajo, en el cuerpo, debajo de su título.",
    like: "Así:",
    sample: "Ejemplo",
    sample_text: "Esto es un ejemplo: escriba aquí el texto de la ficha, con sus propias palabras.",
    unused: "Términos listos para usar: quite el # de los que hagan falta.",
};

static EN: Phrases = Phrases {
    intro: "Lines that begin with # are help and are not published. Take the # before a field away to give it. What is not known is said: sin-informacion (the source does not know), no-existe (the source says there is none), no-aplica (does not apply), sin-relevar (nobody has looked yet).",
    required: "Required. ",
    one: "One of:",
    several: "One or more of:",
    in_body: "It is written below, in the body, under its heading.",
    like: "Like this:",
    sample: "Example",
    sample_text: "This is an example: write the text of the record here, in your own words.",
    unused: "Terms ready for use: take the # from those you need.",
};

static PT: Phrases = Phrases {
    intro: "As linhas que começam com # são ajuda e não se publicam. Retire o # diante de um campo para preenchê-lo. O que não se sabe se diz: sin-informacion (a fonte não sabe), no-existe (a fonte diz que não há), no-aplica (não se aplica), sin-relevar (ninguém olhou ainda).",
    required: "Obrigatório. ",
    one: "Um de:",
    several: "Um ou vários de:",
    in_body: "Escreve-se mais abaixo, no corpo, sob seu título.",
    like: "Assim:",
    sample: "Exemplo",
    sample_text: "Isto é um exemplo: escreva aqui o texto da ficha, com suas próprias palavras.",
    unused: "Termos prontos para usar: retire o # dos que precisar.",
};

impl Phrases {
    /// The words of a language; Spanish for those that have none.
    pub(super) fn of(lang: Lang) -> &'static Phrases {
        match lang {
            Lang::EN => &EN,
            Lang::PT => &PT,
            _ => &ES,
        }
    }
}
